import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { scopedReader } from "@/domain/access/reader";
import { readOverview } from "@/domain/overview/read-overview";
import { owner } from "@/testing/database";
import { assertByIndex, listings, scansOf, seedLists } from "@/testing/list-plans";
import { type Scan, watching } from "@/testing/plans";
import type { TestUnit } from "@/testing/unit";

// The same as db/list-plans.test.ts in an organization of ten times the size.

let at: TestUnit;
beforeAll(async () => {
  at = await seedLists(50_000);
});

test.each(listings)("of 50,000 members, $title are read in order by $index", async (listing) => {
  assertByIndex(expect, listing, await scansOf(listing, at));
});

test.each([
  { table: "members", by: ["members_by_creation", "members_by_role"], most: 5 },
  { table: "ou_memberships", by: ["ou_memberships_by_member", "ou_memberships_by_end", "ou_memberships_of_admins"] },
  { table: "messages", by: ["messages_bounced"], most: 0 },
])("of 50,000 members, the overview reads $table by $by only", async ({ table, by, most }) => {
  await owner()`vacuum ou_memberships`; // as the server does by itself: only then an index alone tells which rows are there
  const seen: Scan[][] = [];
  await withScope(at.actor, (tx) => readOverview(watching(tx, table, seen, true), scopedReader));
  const scans = seen.flat().filter(({ how, rows }) => how !== `${table}_pkey` || rows > 0);
  expect(scans.length).toBeGreaterThan(0);
  expect(scans.filter(({ how }) => !by.includes(how))).toEqual([]);
  if (most !== undefined) expect(scans.find(({ how }) => how === by[0])?.rows).toBeLessThanOrEqual(most);
});
