/** An operation that still works, and will not for ever (docs/api/CHANGELOG.md). */
export type Deprecated = {
  /** The day since when, `2026-11-28`. */
  since: string;
  /** The last day on which it works, at least six months later. */
  until: string;
  /** What to do instead: "use `GET /things`". */
  instead: string;
};

/** The headers of a deprecated operation's answers: RFC 9745 and RFC 8594. None for any other. */
export function deprecationHeaders(deprecated: Deprecated | undefined): Record<string, string> {
  if (!deprecated) return {};
  return {
    Deprecation: `@${Date.parse(`${deprecated.since}T00:00:00Z`) / 1000}`,
    Sunset: new Date(`${deprecated.until}T23:59:59Z`).toUTCString(),
  };
}

/** The same headers with their meaning, for the document. */
export const deprecationMeaning = (deprecated: Deprecated | undefined): Record<string, string> =>
  deprecated
    ? { Deprecation: "Since when the operation is deprecated (RFC 9745)", Sunset: "Until when it works (RFC 8594)" }
    : {};
