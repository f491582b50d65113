/** The themes a reader may choose; "system" follows the operating system. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that keeps the choice. The server reads it, so the first paint has the right colours and needs no script. */
export const THEME_COOKIE = "theme";

/** The theme for a cookie's value; anything unknown is "system". */
export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
