import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A stop on a journey: axe finds nothing against WCAG 2.2 AA in the page as it stands. */
export async function stop(page: Page, name: string): Promise<void> {
  await test.step(`stop: ${name}`, async () => {
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target} ${html}`));
    expect.soft(found, `axe at ${name}`).toEqual([]);
  });
}
