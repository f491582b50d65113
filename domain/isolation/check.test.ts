import { afterAll, expect, test } from "vitest";
import { closePool } from "@/db/client";
import { openScratch } from "@/db/testing-scratch";
import { actorFromRow } from "@/lib/auth/actor";
import { provideEnv } from "@/lib/env";
import { checkIsolation } from "./operations";

// The check can fail: in a database of its own, each wall is taken down in turn, and it names the table.

const scratch = await openScratch([
  { org_id: "org_ours", unit_id: "unit_here", org_member_id: "mem_me" },
  { org_id: "org_ours", unit_id: "unit_there", org_member_id: "mem_me" },
  { org_id: "org_theirs", unit_id: "unit_foreign", org_member_id: "mem_them" },
]);
provideEnv({ DATABASE_URL: scratch.appUrl });
afterAll(async () => {
  await closePool();
  await scratch.drop();
});

const admin = actorFromRow({ org_id: "org_ours", org_member_id: "mem_me", role: "admin", ou_roles: null });
const found = async () => {
  const { passed, tables } = await checkIsolation(admin, "unit_here");
  return { passed, tables: tables.filter((table) => !table.passed) };
};

test("as it is made, it passes", async () => {
  expect(await found()).toEqual({ passed: true, tables: [] });
});

const policy = "service_accounts_administered on service_accounts";
test.each([
  ["a policy lets everyone pass", `alter policy ${policy} using (true)`, { rows_without_scope: 3 }],
  [
    "a policy forgets the OU",
    `alter policy ${policy} using (org_id = (select nullif(current_setting('app.unit_org_id', true), ''))
       or unit_id = (select nullif(current_setting('app.unit_id', true), '')))`,
    { rows_without_scope: 0, other_org_units: 1 },
  ],
  [
    "a policy forgets the organization",
    "alter policy sessions_own on sessions using ((select nullif(current_setting('app.org_id', true), '')) is not null)",
    { table: "sessions", rows_without_scope: 0, rows_of_other_organizations: 1 },
  ],
  ["a policy is gone", "drop policy attempts_named on attempts", { table: "attempts", policies: 0 }],
  ["the owner passes by", "alter table members no force row level security", { table: "members", forced: false }],
  [
    "row-level security is off",
    "alter table invitations disable row level security",
    { table: "invitations", forced: false },
  ],
])("%s, and it does not", async (_what, alteration, expected) => {
  const sql = scratch.connection;
  const restore = await sql`select tablename, policyname, qual from pg_policies where schemaname = 'public'`;
  await sql.unsafe(alteration);
  const { passed, tables } = await found();
  expect(passed).toBe(false);
  expect(tables).toHaveLength(1);
  expect(tables[0]).toMatchObject({ passed: false, ...expected });
  for (const { tablename, policyname, qual } of restore) {
    if (alteration.startsWith(`alter policy ${policyname} `))
      await sql.unsafe(`alter policy ${policyname} on ${tablename} using (${qual})`);
  }
  await sql.unsafe("alter table members force row level security; alter table invitations enable row level security");
  if (alteration.startsWith("drop policy")) await sql.unsafe("create policy attempts_named on attempts using (false)");
});
