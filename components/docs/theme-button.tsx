"use client";

import type { ReactNode } from "react";
import { keepPreference } from "@/components/shell/keep-preference";
import { THEME_COOKIE, type Theme } from "@/lib/theme";

/** Changes between light and dark, and keeps the choice for the whole product. */
export function ThemeButton({ initial, ...shown }: { initial: Theme; className: string; children: ReactNode }) {
  function change() {
    const shown = document.documentElement.dataset.theme ?? initial;
    const isDark = shown === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : shown === "dark";
    const chosen = isDark ? "light" : "dark";
    keepPreference(THEME_COOKIE, chosen);
    document.documentElement.dataset.theme = chosen;
  }
  return <button type="button" aria-label="Change between light and dark" onClick={change} {...shown} />;
}
