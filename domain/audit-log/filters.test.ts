import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readPage } from "@/db/keyset";
import { auditEntries } from "@/db/schema/audit-entries";
import { withScope } from "@/db/scope";
import { owner } from "@/testing/database";
import { addMember, addPeople } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { type Scan, watching } from "@/testing/plans";
import { whereOf } from "./filters";
import { pageAuditEntries } from "./list-entries";
import type { AuditFilters } from "./schema";

// A log of 100,000 entries beside small ones, one entry a minute; its rare ones are among the first.

const ENTRIES = 100_000;
const LIMIT = 20;
const START = Date.parse("2026-01-01T00:00:00Z");
const at = (minute: number) => new Date(START + minute * 60_000).toISOString();
const REQUEST = `req_${(START + 60_000).toString(16).padStart(12, "0")}${"7".repeat(20)}`;

let org: TestOrganization;
let rare: { memberId: string; unitId: string };

async function fill(orgId: string, count: number): Promise<void> {
  const { memberId, unitId } = rare;
  await owner()`insert into audit_entries (org_id, entry_id, actor_id, target_id, about_unit_id, action, content)
    select ${orgId}, 'aud_' || lpad(to_hex(${START}::bigint + n * 60000::bigint), 12, '0') || left(md5(${orgId} || n), 20),
           case when n % 20000 = 1 then ${memberId} else 'mem_' || n % 9 end,
           case when n % 20000 = 2 then ${memberId} when n % 20000 = 3 then 'rset_1' else 'mem_' || n % 11 end,
           case when n % 20000 = 4 then ${unitId} when n % 2 = 0 then 'unit_' || n % 3 end,
           case when n % 20000 = 3 then 'ruleset.deleted' when n % 3 = 0 then 'session.started' else 'member.updated' end,
           json_build_object('target', json_build_object('name', case when n % 20000 = 3 then 'Zürich scoring' end),
                             'request_id', case when n = 1 then ${REQUEST}::text end)::text
      from generate_series(1, ${count}::int) n`;
}

beforeAll(async () => {
  org = await makeOrganization();
  const [memberId = ""] = await addPeople(org, [{ first: "Zuzana", last: "Rare" }]);
  rare = { memberId, unitId: await addUnit(org, "Ostrava") };
  await fill(org.orgId, ENTRIES);
  for (let small = 0; small < 10; small += 1) await fill(`org_small_${small}`, 100);
  await owner()`analyze audit_entries, members, org_units`;
});

/** The whole list with these filters, or its first pages, and how its pages read the entries. */
async function walk(filters: AuditFilters, pages = 10) {
  const sort = { name: "at", key: [{ kind: "text", value: sql`${auditEntries.entryId}` } as const], descending: true };
  const request = { from: auditEntries, where: whereOf(org.admin, filters), sort, total: null };
  const item = sql`json_build_object('id', entry_id)`;
  const seen: Scan[][] = [];
  const ids: string[] = [];
  await withScope(org.admin, async (tx) => {
    const watched = watching(tx, "audit_entries", seen);
    for (let cursor: string | null | undefined; cursor !== null && pages > 0; pages -= 1) {
      const page = await readPage<{ id: string }>(watched, { ...request, item }, { limit: LIMIT, cursor });
      ids.push(...page.items.parse().map(({ id }) => id));
      cursor = page.next;
    }
  });
  return { ids, seen };
}

const filtered = (): Record<string, [AuditFilters, number]> => ({
  "a rare actor": [{ actor: rare.memberId }, 5],
  "a frequent actor": [{ actor: "mem_1" }, 200],
  "a rare action": [{ action: "ruleset.deleted" }, 5],
  "a rare prefix": [{ action: "ruleset." }, 5],
  "a frequent prefix": [{ action: "member." }, 200],
  "a target": [{ target: rare.memberId }, 5],
  "an OU": [{ unit_id: rare.unitId }, 6],
  "the beginning of time": [{ until: at(31) }, 30],
  "an hour": [{ since: at(500), until: at(560) }, 60],
  "a person's name": [{ search: "zuzana" }, 10],
  "an OU's name": [{ search: "OSTRAVA" }, 6],
  "a ruleset's name, as it was": [{ search: "zurich" }, 5],
  "a request": [{ search: REQUEST }, 1],
  "an unknown request": [{ search: REQUEST.replaceAll("7", "8") }, 0],
  "a target's ID": [{ search: "rset_1" }, 5],
  nothing: [{}, 200],
});

test("each filter reads by an index, on the first page and deep in the log", async () => {
  for (const [title, [filters, count]] of Object.entries(filtered())) {
    const { ids, seen } = await walk(filters);
    expect([title, ids.length]).toEqual([title, count]);
    expect(ids).toEqual(ids.toSorted().reverse());
    for (const { how, rows } of seen.flat()) {
      expect(how, title).toMatch(/^(audit_entries_|Bitmap)/);
      expect(rows, title).toBeLessThan(1_000);
    }
  }
});

test("an OU admin's entries, and one's own, are read by the indexes of actor, target and OU", async () => {
  const someone = await addMember(org);
  const readers = {
    "of frequent and rare OUs": { ...someone, ouRoles: { unit_0: "admin", unit_2: "admin", [rare.unitId]: "admin" } },
    "of a rare OU": { ...someone, ouRoles: { [rare.unitId]: "admin", unit_1: "editor" } },
    "of a frequent person": { ...someone, memberId: "mem_1" as typeof someone.memberId },
    "of a rare person": { ...someone, memberId: rare.memberId as typeof someone.memberId },
  } as const;
  const counts: Record<string, number> = { "of a rare OU": 6, "of a rare person": 10 };
  for (const [title, reader] of Object.entries(readers)) {
    const seen: Scan[][] = [];
    let cursor: string | undefined;
    let read = 0;
    await withScope(reader, async (tx) => {
      const watched = watching(tx, "audit_entries", seen);
      for (let pages = 0; pages < 5; pages += 1) {
        const page = await pageAuditEntries(watched, reader, { limit: LIMIT, ...(cursor ? { cursor } : {}) });
        read += page.items.parse().length;
        if (!page.next) break;
        cursor = page.next;
      }
    });
    expect([title, read]).toEqual([title, counts[title] ?? 100]);
    for (const { how, rows } of seen.flat()) {
      expect(how, title).toMatch(/^audit_entries_by_(actor|target|unit)$/);
      expect(rows, title).toBeLessThanOrEqual(3 * (LIMIT + 1));
    }
  }
});
