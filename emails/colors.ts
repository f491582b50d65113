/** The colours of one scheme, the same as the dashboard's (app/globals.css). */
type Colors = Record<"page" | "card" | "line" | "text" | "muted" | "accent" | "onAccent", string>;

export const light: Colors = {
  page: "#f6f7f9",
  card: "#ffffff",
  line: "#dfe2e7",
  text: "#14171c",
  muted: "#565d69",
  accent: "#1f5fd0",
  onAccent: "#ffffff",
};

export const dark: Colors = {
  page: "#0f1114",
  card: "#171a1f",
  line: "#2c313a",
  text: "#eceef1",
  muted: "#a3abb8",
  accent: "#82aaff",
  onAccent: "#0b1220",
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
