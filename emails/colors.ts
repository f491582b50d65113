/** The colours of one scheme. Those of the dashboard (app/globals.css), so that a mail and its page look alike. */
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

/** What is written on what; a test holds each pair to a contrast of 4.5 (WCAG 1.4.3). */
export const pairs = [
  ["text", "card"],
  ["muted", "card"],
  ["accent", "card"],
  ["onAccent", "accent"],
] as const;

/**
 * The style sheet of the dark scheme, for the programs that know the media query. The others either keep the light colours,
 * which stand inline, or turn them around themselves.
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
