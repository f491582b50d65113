/** The colours of one scheme, the same as the dashboard's (app/globals.css). */
type Colors = Record<"page" | "card" | "line" | "text" | "muted" | "accent" | "onAccent", string>;

export const light: Colors = {
  page: "#f8f8fb",
  card: "#ffffff",
  line: "#e2e3ea",
  text: "#15161d",
  muted: "#585c6c",
  accent: "#4b44d4",
  onAccent: "#ffffff",
};

export const dark: Colors = {
  page: "#101116",
  card: "#1b1d25",
  line: "#2b2e39",
  text: "#ecedf2",
  muted: "#a4a8b7",
  accent: "#a5a3ff",
  onAccent: "#14132e",
};

/** Text and background pairs; a test requires a contrast of 4.5 for each (WCAG 1.4.3). */
export const pairs = [
  ["text", "card"],
  ["muted", "card"],
  ["accent", "card"],
  ["onAccent", "accent"],
] as const;

/** The dark scheme's style sheet, for mail programs that support the media query. Others keep the inline light colours or
 * invert them themselves.
 */
export const darkStyles = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: ${dark.page} !important; }
  .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; border-color: ${dark.line} !important; }
  .link { color: ${dark.accent} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
}`;
