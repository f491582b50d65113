// Nothing, and it has to be said: without this file Next takes the repository's, which wants a database.
export function register() {}
