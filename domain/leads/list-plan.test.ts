import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { Dialect } from "@/db/dialect";
import { withUnit } from "@/db/scope";
import { scopedUnit, unitReader } from "@/domain/access/reader";
import { decodeCursor } from "@/lib/cursor";
import { owner } from "@/testing/database";
import { addUnit } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { makeUnit, type TestUnit } from "@/testing/unit";
import * as listLeads from "./list-leads";
import { listStatement } from "./list-leads";
import { type LeadSort, leadKeyKinds, leadSorts } from "./schema";

const { pageLeads } = asRequests(listLeads);

// How a page is read in an OU of many leads, beside another: by an index, and as many rows as it shows.

const LEADS = 10_500; // more than are counted with a filter
const LIMIT = 25;
const PAGES_DEEP = 12;

async function fill(orgId: string, unitId: string, count: number): Promise<void> {
  await owner()`insert into leads (org_id, unit_id, lead_id, owner_name, created_at, last_active_at)
    select ${orgId}, ${unitId}, 'lead_' || md5(${unitId}::text || n), 'Owner ' || n % 7,
           now() - n * interval '1 minute', now() - n * 7919 % 10000 * interval '1 minute'
      from generate_series(1, ${count}::int) n`;
  await owner()`insert into scoring (org_id, unit_id) values (${orgId}, ${unitId})`;
  await owner()`insert into lead_scores (org_id, unit_id, generation, lead_id, score, engagement, profile)
    select org_id, unit_id, 1, lead_id, points, points, 0
      from (select *, ('x' || right(lead_id, 4))::bit(16)::int % 300 as points from leads where unit_id = ${unitId}) l`;
  await owner()`insert into lead_tallies (org_id, unit_id, slot, leads) values (${orgId}, ${unitId}, 0, ${count})`;
}

let testUnit: TestUnit;
beforeAll(async () => {
  testUnit = await makeUnit();
  await fill(testUnit.org.orgId, testUnit.unit.unitId, LEADS);
  await fill(testUnit.org.orgId, await addUnit(testUnit.org, "Elsewhere"), 2_000);
  await owner()`analyze leads, lead_scores`;
});

type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] } & Record<string, number>;

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** What each scan of leads and their scores did for the page: how, and how many rows it went through. */
async function scansOf(sort: LeadSort, cursor: string | undefined, { actor, unit } = testUnit) {
  const at = cursor === undefined ? undefined : decodeCursor(cursor, sort, leadKeyKinds(sort));
  const statement = listStatement(actor, unit, {}, sort, LIMIT, 1, at);
  const explained = sql`explain (analyze, timing off, format json) ${statement}`;
  const rows = await withUnit(actor, unit, (tx) => tx.execute<{ "QUERY PLAN": string | [{ Plan: Plan }] }>(explained));
  const told = rows[0]?.["QUERY PLAN"] ?? "";
  const [{ Plan: plan }] = (typeof told === "string" ? JSON.parse(told) : told) as [{ Plan: Plan }];
  return nodesOf(plan)
    .filter((node) => /^(leads|lead_scores)$/.test(node["Relation Name"] ?? ""))
    .map((node) => ({
      how: node["Node Type"],
      rows: ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1),
    }));
}

test("a statement that is kept is the one that would be made, for each way to ask", () => {
  const texts = (reader: typeof unitReader) =>
    leadSorts.flatMap((sort) => {
      const key = ["0", "lead_a"];
      const cursors = [undefined, { way: "after", key } as const, { way: "before", key } as const];
      const asked = cursors.flatMap((at) => [5, 25].map((limit) => [at, limit, 1] as const));
      return [...asked, [undefined, 25, 3] as const, [undefined, 25, 4] as const].map(([at, limit, page]) =>
        new Dialect().sqlToQuery(listStatement(reader, scopedUnit, {}, sort, limit, page, at)),
      );
    });
  const made = texts({ ...unitReader }); // a copy is nobody that statements are kept for
  expect(texts(unitReader)).toEqual(made);
  expect(texts(unitReader)).toEqual(made);
  expect(new Set(made.map(({ sql: text }) => text)).size).toBe(made.length);
});

test.each([...leadSorts])("by %s, on the first page and deep in the list", async (sort) => {
  const { actor, unit } = testUnit;
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_DEEP; page += 1) {
    const found = await pageLeads(actor, unit, { sort, limit: LIMIT, ...(cursor ? { cursor } : {}) });
    for (const lead of found.leads.parse()) seen.add(lead.lead_id);
    expect(found).toMatchObject({ total: LEADS, isExact: true });
    cursor = found.next ?? "";
  }
  expect(seen.size).toBe(PAGES_DEEP * LIMIT);
  for (const at of [undefined, cursor]) {
    const scans = await scansOf(sort, at);
    expect(scans.length).toBeGreaterThan(0);
    for (const { how, rows } of scans) {
      expect(how).toMatch(/^Index (Only )?Scan$/);
      expect(rows).toBeLessThanOrEqual(LIMIT + 1);
    }
  }
});

test.each([...leadSorts])("by %s, in an OU that is newer than Postgres's statistics", async (sort) => {
  const newer = await makeUnit();
  await fill(newer.org.orgId, newer.unit.unitId, 500);
  for (const { rows } of await scansOf(sort, undefined, newer)) expect(rows).toBeLessThanOrEqual(LIMIT + 1);
});

test("filtered leads are counted up to the 10,000th, and the answer says that there are more", async () => {
  const count = async (query: Parameters<typeof pageLeads>[2]) => {
    const { total, isExact } = await pageLeads(testUnit.actor, testUnit.unit, query);
    return { total, isExact };
  };
  expect(await count({ min_score: 0 })).toEqual({ total: 10_000, isExact: false });
  expect(await count({ search: "owner" })).toEqual({ total: 10_000, isExact: false });
  expect(await count({ search: "owner 3" })).toEqual({ total: LEADS / 7, isExact: true });
  expect(await count({})).toEqual({ total: LEADS, isExact: true });
});
