import { afterAll, expect, test } from "vitest";
import { closePool } from "@/db/client";
import { actorFromRow } from "@/domain/access/mint";
import { provideEnv } from "@/lib/env";
import { checkIsolation } from "@/testing/isolation-requests";
import { openScratch } from "@/testing/scratch";

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

test("the schema as migrated passes", async () => {
  expect(await found()).toEqual({ passed: true, tables: [] });
});

/** Alters a policy, and how to make it what it was. */
async function policyTo(name: string, table: string, expression: string): Promise<string[]> {
  const [made] = await scratch.connection`select qual from pg_policies where policyname = ${name}`;
  const alter = (using: string) => `alter policy ${name} on ${table} using (${using})`;
  return [alter(expression), alter(String(made?.qual))];
}

const [accounts, table] = ["service_accounts_administered", "service_accounts"];
const orgId = "(select nullif(current_setting('app.org_id', true), ''))";
const unitOrgId = "(select nullif(current_setting('app.unit_org_id', true), ''))";
const rowSecurity = (of: string, off: string) => [
  `alter table ${of} ${off} row level security`,
  `alter table ${of} enable row level security, force row level security`,
];
const walls: [string, string[], object][] = [
  ["a policy lets everyone pass", await policyTo(accounts, table, "true"), { table, rows_without_scope: 3 }],
  [
    "a policy forgets the OU",
    await policyTo(accounts, table, `org_id = ${unitOrgId}`),
    { table, rows_without_scope: 0, other_org_units: 1 },
  ],
  [
    "a policy forgets the organization",
    await policyTo("sessions_own", "sessions", `${orgId} is not null`),
    { table: "sessions", rows_without_scope: 0, rows_of_other_organizations: 1 },
  ],
  [
    "a policy is gone",
    ["drop policy attempts_named on attempts", "create policy attempts_named on attempts using (false)"],
    { table: "attempts", policies: 0 },
  ],
  ["the owner passes by", rowSecurity("members", "no force"), { table: "members", forced: false }],
  ["row-level security is off", rowSecurity("devices", "disable"), { table: "devices", forced: false }],
];

test.each(walls)("%s makes it fail", async (_what, [alteration = "", undo = ""], expected) => {
  await scratch.connection.unsafe(alteration);
  try {
    expect(await found()).toMatchObject({ passed: false, tables: [{ passed: false, ...expected }] });
  } finally {
    await scratch.connection.unsafe(undo);
  }
});
