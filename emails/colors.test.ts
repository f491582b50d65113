import { describe, expect, test } from "vitest";
import { dark, darkStyles, light, pairs } from "./colors";
import { mails, renderMail } from "./mail";

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
const inverted = (rgb: number[]) => rgb.map((channel) => 1 - channel);

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: number[], other: number[]): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(pairs)("%s on %s", (front, back) => {
  test.each([
    ["light", light, (rgb: number[]) => rgb],
    ["dark", dark, (rgb: number[]) => rgb],
    ["light, inverted by the mail program", light, inverted],
  ])("is readable: %s", (_, colors, shown) => {
    expect(contrast(shown(channels(colors[front])), shown(channels(colors[back])))).toBeGreaterThanOrEqual(4.5);
  });
});

test("every coloured element has a dark colour too", async () => {
  const { html } = await renderMail({ kind: "password_changed", facts: mails.password_changed.preview });
  const invited = await renderMail({ kind: "ou_access_granted", facts: mails.ou_access_granted.preview });
  const coloured = `${html}${invited.html}`.match(/<[^>]*style="[^"]*color:#[^>]*>/g) ?? [];
  expect(coloured.length).toBeGreaterThan(10);
  for (const tag of coloured.filter((one) => !one.startsWith("<td"))) {
    const name = / class="([a-z]+)"/.exec(tag)?.[1];
    expect(darkStyles, tag).toContain(`.${name} {`.replace(".page {", ".page, "));
  }
});

test("the mail declares both schemes", async () => {
  const { html } = await renderMail({ kind: "password_changed", facts: mails.password_changed.preview });
  for (const name of ["color-scheme", "supported-color-schemes"]) {
    expect(html).toContain(`<meta name="${name}" content="light dark"/>`);
  }
});
