import { beforeAll, expect, test } from "vitest";
import { LIMIT, listings, scansOf, seedLists } from "@/testing/list-plans";
import type { TestUnit } from "@/testing/unit";

// How lists are read: by the index of their sort, and no more rows than they show, whichever page it is. Prepared as the
// product does, under row-level security; db/list-plans.long.test.ts does the same with more members.

let at: TestUnit;
beforeAll(async () => {
  at = await seedLists(5_000);
});

test.each(listings)("$title are read in order by $index, first page and deep, there and back", async (listing) => {
  for (const scans of await scansOf(listing, at)) {
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter(({ how }) => how !== listing.index)).toEqual([]);
    if (listing.isPaged) expect(Math.max(...scans.map(({ rows }) => rows))).toBeLessThanOrEqual(LIMIT + 1);
  }
});
