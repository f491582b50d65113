import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// What another theme can change.
const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];

/** An axe that prepares for its report nothing but what is wrong. */
const axeOn = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ["violations"] });

async function assertNoViolations(name: string, axe: AxeBuilder): Promise<void> {
  await test.step(`stop: ${name}`, async () => {
    const { violations } = await axe.setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target} ${html}`));
    expect.soft(found, `axe at ${name}`).toEqual([]);
  });
}

/** The names that two buttons share, of those that can be pressed now: whoever hears them cannot tell which is which. */
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
    return names.filter((name, place) => names.indexOf(name) !== place);
  });

/** A stop on a journey: axe finds nothing against WCAG 2.2 AA in the page as it stands, and no two buttons are named alike. */
export async function stop(page: Page, name: string): Promise<void> {
  await assertNoViolations(name, axeOn(page).withTags(TAGS));
  expect.soft(await sharedNames(page), `buttons of one name at ${name}`).toEqual([]);
}

/** The same stop in both themes: everything in the light one, and in the dark one what colours decide. */
export async function stopInBothThemes(page: Page, name: string): Promise<void> {
  const choose = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
  await choose("dark");
  await assertNoViolations(`${name}, dark`, axeOn(page).withRules(ABOUT_COLOURS));
  await choose("light");
  await stop(page, `${name}, light`);
}
