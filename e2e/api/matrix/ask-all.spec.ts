import { test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { seedCallers } from "./callers";
import { entries } from "./entries";
import { walk } from "./ask-all";

// Every operation × everyone × every place where an id can stand: allowed, or exactly the refusal that the contract says;
// and whatever was asked, no row of another OU or organization has changed.

for (const entry of entries) {
  test(`${entry.id}: everyone, with every id`, async ({ api }) => {
    const world = await seedWorld();
    await walk(api, entry, world, await seedCallers(world, api));
  });
}
