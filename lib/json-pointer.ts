/** A path as a JSON Pointer (RFC 6901). Long keys are cut and broken surrogate pairs replaced, because clients choose them. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => `/${String(part).slice(0, 100).toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
