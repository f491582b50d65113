import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { scopedReader } from "@/domain/access/reader";
import { readOverview } from "@/domain/overview/read-overview";
import { assertByIndex, listings, scansOf, seedLists } from "@/testing/list-plans";
import { buffersOf, sizedPages } from "@/testing/page-buffers";
import { type Scan, watching } from "@/testing/plans";
import type { TestUnit } from "@/testing/unit";

// The same as db/list-plans.test.ts in an organization of ten times the size.

let at: TestUnit;
let few: TestUnit;
beforeAll(async () => {
  few = await seedLists(500);
  at = await seedLists(50_000);
});

test.each(listings)("of 50,000 members, $title are read in order by $index", async (listing) => {
  assertByIndex(expect, listing, await scansOf(listing, at));
});

test.each([
  { table: "members", by: ["members_by_creation", "members_by_role"], most: 5 },
  { table: "ou_memberships", by: ["ou_memberships_by_end"], most: 0 },
  { table: "messages", by: ["messages_bounced"], most: 0 },
])("of 50,000 members, the overview reads $table by $by only", async ({ table, by, most }) => {
  const seen: Scan[][] = [];
  await withScope(at.actor, (tx) => readOverview(watching(tx, table, seen, true), scopedReader));
  const scans = seen.flat().filter(({ how, rows }) => how !== `${table}_pkey` || rows > 0);
  expect(scans.length).toBeGreaterThan(0);
  expect(scans.filter(({ how }) => !by.includes(how))).toEqual([]);
  expect(scans.find(({ how }) => how === by[0])?.rows).toBeLessThanOrEqual(most);
});

test.each(Object.entries(sizedPages))("%s read as much of 50,000 members as of 500", async (_title, page) => {
  const [least, most] = [await buffersOf(page, few), await buffersOf(page, at)];
  expect(least).toBeGreaterThan(0);
  expect(most / least).toBeLessThanOrEqual(1.3);
});
