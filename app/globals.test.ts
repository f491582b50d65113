import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { channels, contrast } from "@/testing/contrast";

const css = fs.readFileSync(path.join(import.meta.dirname, "globals.css"), "utf8");
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)];

const SURFACES = ["page", "sunken", "raised"];
const WRITTEN = ["text", "muted", "accent", "good", "warn", "bad"];
const SERIES = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"];
const TINT = 0.12; // the strongest of bg-good/10 and bg-chart-1/12

describe.each(["light", "dark"])("the %s theme", (theme) => {
  const colors = new Map(pairs.map(([, name = "", light = "", dark = ""]) => [name, theme === "light" ? light : dark]));
  const color = (name: string) => channels(colors.get(name) ?? "");
  const tinted = (name: string, surface: string) =>
    color(name).map((channel, at) => channel * TINT + (color(surface)[at] ?? 0) * (1 - TINT));

  test.each(SURFACES)("each color of texts reads on %s, also on a tint of its own (WCAG 1.4.3)", (surface) => {
    for (const name of [...WRITTEN, ...SERIES]) {
      expect(contrast(color(name), color(surface)), name).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color(name), tinted(name, surface)), `${name} on its tint`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("the borders of fields stand out on every surface (WCAG 1.4.11), and a primary button reads", () => {
    for (const surface of SURFACES) expect(contrast(color("field"), color(surface)), surface).toBeGreaterThanOrEqual(3);
    expect(contrast(color("on-accent"), color("accent"))).toBeGreaterThanOrEqual(4.5);
  });
});
