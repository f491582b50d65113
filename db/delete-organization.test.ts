import postgres, { type Sql } from "postgres";
import { beforeAll, expect, inject, test } from "vitest";
import { owner } from "@/testing/database";
import { makeFiveLeads } from "@/testing/five-leads";
import { keptDifferences } from "@/testing/kept-counts";
import { addMember, addSession } from "@/testing/members";
import { makeOperator } from "@/testing/operator";
import { addServiceAccount, makeOrganization } from "@/testing/organization";
import { openScratch, type Scratch } from "@/testing/scratch";
import { deleteOrganization, measureOrganization } from "./delete-organization";
import { exportOrganization } from "./export-organization";
import { type ImportedRows, importOrganization } from "./import-organization";
import { ensureOperatorPolicies } from "./operator-policies";

let url: string;
let scratch: Scratch;
let scratchUrl: string;
beforeAll(async () => {
  const operator = await makeOperator("deleting_operator");
  url = operator.url;
  const rowOf = (org_id: string) => ({ org_id, unit_id: `unit of ${org_id}`, org_member_id: `mem of ${org_id}` });
  scratch = await openScratch([rowOf("org_gone"), rowOf("org_kept")]);
  scratchUrl = Object.assign(new URL(url), { pathname: new URL(scratch.appUrl).pathname }).href;
  return async () => {
    await scratch.drop();
    await operator.remove();
  };
});

/** The number of an organization's rows in every table that has any. */
async function rowsOf(sql: Sql, orgId: string): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'org_id'`;
  const counts = tables.map(
    ({ name }) => `select '${name}' as name, count(*)::int as rows from "${name}" where org_id = $1`,
  );
  const rows = await sql.unsafe(counts.join(" union all "), [orgId]);
  return Object.fromEntries(rows.filter((row) => row.rows > 0).map(({ name, rows: count }) => [name, count]));
}

const everything = { withPasswords: true, translations: {} };

async function exported(ownerUrl: string, orgId: string): Promise<ImportedRows[]> {
  const pieces: ImportedRows[] = [];
  await exportOrganization(ownerUrl, orgId, everything, {
    begin: () => {},
    table: (table, columns) => void pieces.push({ table, columns, rows: [] }),
    row: (json) => void pieces.at(-1)?.rows.push(JSON.parse(json)),
  });
  return pieces;
}

async function* inOrder<T>(items: T[]) {
  yield* items;
}

test("every row of every table goes, also of a table that is made later, no other organization's, and an export brings it back", async () => {
  const sql = scratch.connection;
  await sql.unsafe(`create table made_later (org_id text, id text, primary key (org_id, id));
    alter table made_later enable row level security, force row level security;
    insert into made_later values ('org_gone', 'a'), ('org_kept', 'a')`);
  await ensureOperatorPolicies(sql);
  const tables = scratch.tables.filter(({ columns }) => columns.includes("org_id")).map(({ name }) => name);
  const all = Object.fromEntries([...tables, "made_later"].map((name) => [name, 1]));
  const { organization, rows } = await measureOrganization(scratchUrl, "org_gone");
  expect(rows).toEqual(all);
  const pieces = await exported(scratchUrl, "org_gone");
  expect(await deleteOrganization(scratchUrl, organization)).toEqual(all);
  expect(await rowsOf(sql, "org_gone")).toEqual({});
  const kept = await rowsOf(sql, "org_kept");
  expect(Object.keys(kept)).toEqual(expect.arrayContaining(Object.keys(all)));

  await importOrganization(scratchUrl, "org_gone", inOrder(pieces), everything);
  const { member_counts, member_tallies, unit_tallies, sign_in_addresses, rate_buckets, rate_usage, ...moved } = all; // triggers make them, or nobody needs them
  const noted = { audit_entries: 2, audit_unsealed: 2 }; // the import is an entry too
  expect(await rowsOf(sql, "org_gone")).toMatchObject({ ...moved, ...noted });
  expect((await measureOrganization(scratchUrl, "org_gone")).rows).toEqual({ ...moved, ...noted });
  const again = new Map((await exported(scratchUrl, "org_gone")).map(({ table, rows: made }) => [table, made]));
  for (const { table, rows: before } of pieces) expect(again.get(table), table).toEqual(expect.arrayContaining(before));
  expect(await rowsOf(sql, "org_kept")).toEqual(kept);
});

test("a deletion keeps to the tables' keys and triggers, and takes the jobs along", async () => {
  const { testUnit } = await makeFiveLeads();
  const { org } = testUnit;
  const [other, orgId] = [await makeOrganization(), org.orgId];
  await addMember(org, { units: { [org.unitId]: "editor" } });
  await addSession(org.admin);
  await addServiceAccount(org, org.unitId);
  for (const named of [orgId, other.orgId]) {
    await owner()`select graphile_worker.add_job('forget_keys', json_build_object('org_id', ${named}::text), run_at := now() + interval '1 day')`;
  }
  const untouched = await rowsOf(owner(), other.orgId);
  const before = await rowsOf(owner(), orgId);
  const { organization } = await measureOrganization(url, orgId);
  const { jobs, ...deleted } = await deleteOrganization(url, organization);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(Object.keys(deleted)));
  expect(deleted).toMatchObject({ organizations: 1, members: 2, leads: 5, sessions: 1 });
  expect(jobs).toBeGreaterThan(0);
  expect(await rowsOf(owner(), orgId)).toEqual({});
  expect(await rowsOf(owner(), other.orgId)).toEqual(untouched);
  expect(await keptDifferences()).toEqual([]);
  const left = async (id: string) =>
    (await owner()`select from graphile_worker._private_jobs where position(${id} in payload::text) > 0`).length;
  expect([await left(orgId), await left(other.orgId)]).toEqual([0, 1]);
  await expect(measureOrganization(url, orgId)).rejects.toThrow(`No organization has the ID ${orgId}.`);
});

test("the application's role deletes no organization, whatever it names", async () => {
  const org = await makeOrganization();
  const sql = postgres(inject("appUrl"), { max: 1 });
  const attempt = sql.begin(async (tx) => {
    await tx`select set_config('app.operated_org_id', '*', true)`;
    expect(await tx`select from organizations`).toEqual([]);
    await tx`update organizations set suspended_at = now() where org_id = ${org.orgId}`;
  });
  await expect(attempt).rejects.toMatchObject({ code: "42501" });
  await sql.end();
});
