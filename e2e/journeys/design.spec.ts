import { expect, test } from "./fixtures";
import { visit } from "./pages";

// The same Chromium draws the same fonts a little differently on another machine.
const TOLERANCE = { maxDiffPixelRatio: 0.03, threshold: 0.3 };

for (const theme of ["light", "dark"] as const) {
  test(`every component looks as in its picture, ${theme}`, async ({ openAs }) => {
    const page = await openAs("full");
    await page.setViewportSize({ width: 640, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await visit(page, "/dashboard/design");
    await page.addStyleTag({ content: "html { zoom: 0.6 }" }); // small pictures, for the repository
    const chart = page.getByRole("slider").first(); // it shows the value at the focus
    await chart.evaluate((slider) => slider.focus({ preventScroll: true }));
    await expect(page.getByRole("main")).toHaveScreenshot(`${theme}.png`, TOLERANCE);
  });
}
