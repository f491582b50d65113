const YEAR_SECONDS = 31_536_000;

/** Keeps a choice of this browser's for a year. The server reads the cookie, so that a page is right from the start. */
export function keepPreference(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: a preference, not a secret; the Cookie Store API is not everywhere
  document.cookie = `${cookie}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
