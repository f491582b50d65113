import { beforeAll, expect, test } from "vitest";
import { assertByIndex, listings, scansOf, seedLists } from "@/testing/list-plans";
import type { TestUnit } from "@/testing/unit";

// The same as db/list-plans.test.ts in an organization of ten times the size.

let at: TestUnit;
beforeAll(async () => {
  at = await seedLists(50_000);
});

test.each(listings)("of 50,000 members, $title are read in order by $index", async (listing) => {
  assertByIndex(expect, listing, await scansOf(listing, at));
});
