import { test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { askAll } from "./ask-all";
import { seedCallers } from "./callers";
import { entries } from "./entries";

// Every operation × every caller × every position that can hold an ID: allowed, or refused exactly as the contract says. And
// no request changes a row of another OU or organization.

for (const entry of entries) {
  test(`${entry.id}: answers every caller and every ID as documented`, async ({ api }) => {
    const world = await seedWorld();
    await askAll(api, entry, world, await seedCallers(world, api));
  });
}
