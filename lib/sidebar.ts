/** The cookie in which a browser keeps how wide its sidebar is. */
export const SIDEBAR_COOKIE = "sidebar";

/** What it holds for a sidebar of icons only. */
export const NARROW = "narrow";
