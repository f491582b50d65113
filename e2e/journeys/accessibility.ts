import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// What another theme can change.
const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];

async function assertNoViolations(name: string, axe: AxeBuilder): Promise<void> {
  await test.step(`stop: ${name}`, async () => {
    const { violations } = await axe.setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target} ${html}`));
    expect.soft(found, `axe at ${name}`).toEqual([]);
  });
}

/** A stop on a journey: axe finds nothing against WCAG 2.2 AA in the page as it stands. */
export function stop(page: Page, name: string): Promise<void> {
  return assertNoViolations(name, new AxeBuilder({ page }).withTags(TAGS));
}

/** The same stop in both themes: everything in the light one, and in the dark one what colours decide. */
export async function stopInBothThemes(page: Page, name: string): Promise<void> {
  const choose = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
  await choose("dark");
  await assertNoViolations(`${name}, dark`, new AxeBuilder({ page }).withRules(ABOUT_COLOURS));
  await choose("light");
  await stop(page, `${name}, light`);
}
