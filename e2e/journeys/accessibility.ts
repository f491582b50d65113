import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import axe from "axe-core";
import { measureTwoOfEach } from "./contrast";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// The rules whose result depends on the theme.
const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];

const axeSource = `${axe.source};(${measureTwoOfEach})(axe);`;

/** An axe that reports only violations, of the whole page or of what a selector finds. */
function axeOn(page: Page, within = "html") {
  return new AxeBuilder({ page, axeSource }).include(within).options({ resultTypes: ["violations"] });
}

async function assertNoViolations(name: string, axe: AxeBuilder): Promise<void> {
  await test.step(`stop: ${name}`, async () => {
    const { violations } = await axe.setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target} ${html}`));
    expect.soft(found, `axe at ${name}`).toEqual([]);
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
  await page.evaluate(() => window.scrollTo(0, 0)); // axe counts a row half hidden by the sticky headings as too small a target
  await assertNoViolations(name, axeOn(page, within).withTags(TAGS));
  expect.soft(await sharedNames(page), `buttons with the same name at ${name}`).toEqual([]);
}

/** The same stop in both themes: all rules in the light one, and in the dark one those about colours. */
export async function stopInBothThemes(page: Page, name: string, within?: string): Promise<void> {
  const choose = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
  await choose("dark");
  await assertNoViolations(`${name}, dark`, axeOn(page, within).withRules(ABOUT_COLOURS));
  await choose("light");
  await stop(page, `${name}, light`, within);
}
