"use client";

import { SunMoon } from "lucide-react";
import { keepPreference } from "@/components/shell/keep-preference";
import { Button } from "@/components/ui/button";
import { THEME_COOKIE, type Theme } from "@/lib/theme";

/** Changes between light and dark, and keeps the choice for the whole product. */
export function ThemeButton({ initial }: { initial: Theme }) {
  function change() {
    const shown = document.documentElement.dataset.theme ?? initial;
    const isDark = shown === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : shown === "dark";
    const chosen = isDark ? "light" : "dark";
    keepPreference(THEME_COOKIE, chosen);
    document.documentElement.dataset.theme = chosen;
  }
  return (
    <Button kind="quiet" className="px-2" aria-label="Change between light and dark" onClick={change}>
      <SunMoon aria-hidden size={16} />
    </Button>
  );
}
