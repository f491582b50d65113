/** The page that lists the changes of access; below it each has its own. */
export const CHANGES_PATH = "/dashboard/changes";
