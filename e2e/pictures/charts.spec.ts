import path from "node:path";
import { test } from "@/e2e/journeys/fixtures";
import { demoGuides, demoIds, openAs, settle } from "./demo";

const FOLDER = "/tmp/shots";
for (const theme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    test(`pictures ${theme} ${width}`, async ({ browser }) => {
      const [admin] = demoGuides();
      const page = await openAs(browser, admin, {
        colorScheme: theme,
        viewport: { width, height: width === 390 ? 844 : 900 },
      });
      const { lead } = await demoIds(page);
      const at = process.env.UNIT_BASE ?? "/dashboard/ou/emea-sales";
      for (const [name, address, act] of [
        ["overview", "/dashboard"],
        ["unit", at, "hover"],
        ["lead", `${at}/leads/${lead}`],
        ["rules", `${at}/rules`],
        ["isolation", "/dashboard/isolation"],
      ] as const) {
        await settle(page, address);
        if (act)
          await page
            .getByRole("slider")
            .first()
            .hover({ position: { x: 120, y: 60 } });
        await page.screenshot({
          path: path.join(FOLDER, `${name}-${width}-${theme}.png`),
          fullPage: true,
          animations: "disabled",
        });
      }
      await page.context().close();
    });
  }
}
