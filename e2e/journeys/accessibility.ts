import fs from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import type axe from "axe-core";
import { measureTwoOfEach } from "./contrast";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// The rules whose result depends on the theme.
const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axeSource = `${fs.readFileSync(axeFile, "utf8")};axe.forgetLooks = (${measureTwoOfEach})(axe);`;

/** Gives axe to each document that is opened from now on, for pages that all have a stop: sending it again costs more. */
export const bringAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript(axeSource);

type PageWithAxe = { axe: typeof axe & { forgetLooks(): void } };

/** The violations of these rules on the page, or in what a selector finds. Each document is given axe once. */
async function violationsOn(page: Page, runOnly: string[], within = "html"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  return page.evaluate(
    async ([selector, rules]) => {
      const { axe } = window as unknown as PageWithAxe;
      axe.forgetLooks();
      // The only frame is a mail's, where no script runs, not even axe.
      const options = { runOnly: rules, resultTypes: ["violations" as const], iframes: false };
      const { violations } = await axe.run(selector, options);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target} ${html}`));
    },
    [within, runOnly] as const,
  );
}

async function assertNoViolations(name: string, ...on: Parameters<typeof violationsOn>): Promise<void> {
  await test.step(`stop: ${name}`, async () => {
    expect.soft(await violationsOn(...on), `axe at ${name}`).toEqual([]);
  });
}

/** The names that two visible buttons share, which nobody who only hears them can tell apart. */
const sharedNames = (page: Page) =>
  page.evaluate(() => {
    const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
    const buttons = [...within.querySelectorAll("button, [role=button], summary")];
    const spoken = (node: Node): string => {
      if (node instanceof Element && node.getAttribute("aria-hidden") === "true") return "";
      return node.childNodes.length > 0 ? [...node.childNodes].map(spoken).join("") : (node.textContent ?? "");
    };
    const names = buttons
      .filter((button) => button.checkVisibility())
      .map((button) => (button.getAttribute("aria-label") ?? spoken(button)).trim());
    return names.filter((name, index) => names.indexOf(name) !== index);
  });

/** A stop on a journey: the page violates no WCAG 2.2 AA rule that axe checks, and no two buttons have the same name. */
export async function stop(page: Page, name: string, within?: string): Promise<void> {
  await expect(page).toHaveTitle(/./); // a page opened by a link gets its title a moment after its content
  await page.evaluate(() => window.scrollTo(0, 0)); // axe counts a row half hidden by the sticky headings as too small a target
  await assertNoViolations(name, page, TAGS, within);
  expect.soft(await sharedNames(page), `buttons with the same name at ${name}`).toEqual([]);
}

/** The same stop in both themes: all rules in the light one, and in the dark one those about colours. */
export async function stopInBothThemes(page: Page, name: string, within?: string): Promise<void> {
  const choose = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
  await choose("dark");
  await assertNoViolations(`${name}, dark`, page, ABOUT_COLOURS, within);
  await choose("light");
  await stop(page, `${name}, light`, within);
}
