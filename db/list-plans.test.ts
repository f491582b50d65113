import { beforeAll, expect, test } from "vitest";
import { owner } from "@/testing/database";
import { assertByIndex, listings, scansOf, seedLists } from "@/testing/list-plans";
import { buffersOf, sizedPages } from "@/testing/page-buffers";
import type { TestUnit } from "@/testing/unit";

// How lists are read: by the index of their sort, and no more rows than they show, whichever page it is. Prepared as the
// product does, under row-level security. `npm run test:long` does the same with 50,000 members.

let at: TestUnit;
let few: TestUnit;
beforeAll(async () => {
  few = await seedLists(500);
  at = await seedLists(5_000);
});

test.each(listings.filter(({ isAlone }) => !isAlone))(
  "$title are read in order by $index, first page and deep, there and back",
  async (listing) => {
    assertByIndex(expect, listing, await scansOf(listing, at));
  },
);

test.each(Object.entries(sizedPages))("%s read as much of 5,000 members as of 500", async (_title, page) => {
  const [least, most] = [await buffersOf(page, few), await buffersOf(page, at)];
  expect(least).toBeGreaterThan(0);
  expect(most / least).toBeLessThanOrEqual(1.3);
});

test("each command on members has one policy: two would be joined by OR, and no index could serve them", async () => {
  const policies = await owner()`select cmd from pg_policies where tablename = 'members' and 'public' = any (roles)`;
  expect(policies.map(({ cmd }) => cmd).sort()).toEqual(["DELETE", "INSERT", "SELECT", "UPDATE"]);
});
