import { describe, expect, test } from "vitest";
import { type Channels, channels, contrast } from "@/testing/contrast";
import { dark, darkStyles, light, pairs } from "./colors";
import { mails, renderMail } from "./mail";

const inverted = (color: Channels) => color.map((channel) => 1 - channel);

describe.each(pairs)("%s on %s", (front, back) => {
  test.each([
    ["light", light, (color: Channels) => color],
    ["dark", dark, (color: Channels) => color],
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
