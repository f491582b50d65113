/** A path as a JSON Pointer (RFC 6901), also where a hostile key is long or holds half a surrogate pair. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => `/${String(part).slice(0, 100).toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
