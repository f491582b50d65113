import { beforeAll, describe, expect, test } from "vitest";
import { listProtections } from "@/db/protection";
import { withScope } from "@/db/scope";
import { owner } from "@/testing/database";
import { checkIsolation, readIsolation } from "@/testing/isolation-requests";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization, unitOf } from "@/testing/organization";
import { meaningOf } from "./meaning";
import { Isolation, IsolationCheck } from "./schema";

let org: TestOrganization;
let unitId: string;
beforeAll(async () => {
  org = await makeOrganization();
  unitId = await addUnit(org, "Ours");
  await addServiceAccount(org, unitId);
  await addServiceAccount(org, org.unitId);
});

test("every table of the database is listed with the rows in reach", async () => {
  const isolation = await readIsolation(org.admin, unitId);
  expect(Isolation.parse(isolation)).toEqual(isolation);
  const tables = await owner()`select relname from pg_class where relnamespace = 'public'::regnamespace
    and relkind in ('r', 'p') and not relispartition order by 1`;
  expect(isolation.tables.map(({ table }) => table)).toEqual(tables.map(({ relname }) => relname));
  const rowsOf = (name: string) => isolation.tables.find(({ table }) => table === name);
  expect(rowsOf("service_accounts")).toMatchObject({ apart: "org_unit", row_security: "forced", rows: 1 });
  expect(rowsOf("org_units")).toMatchObject({ apart: "organization", rows: 2 });
  expect(rowsOf("attempts")).toMatchObject({ apart: "nobody", rows: 0 });
});

test("the check passes in an OU, without one, and in one beyond reach", async () => {
  const other = await makeOrganization();
  for (const selected of [unitId, undefined, other.unitId]) {
    const check = await checkIsolation(org.admin, selected);
    expect(IsolationCheck.parse(check)).toEqual(check);
    expect(check).toMatchObject({ passed: true, unit_id: selected === unitId ? unitId : null });
    expect(check.tables.filter(({ passed }) => !passed)).toEqual([]);
  }
});

test("every policy has a meaning in words", async () => {
  for (const { table, policies } of await withScope(org.admin, listProtections)) {
    for (const policy of policies) expect(meaningOf(policy), `${table}: ${policy.name}`).not.toMatch(/the scope's/);
  }
});

describe("a policy", () => {
  const meaning = async (name: string) => {
    const policies = (await withScope(org.admin, listProtections)).flatMap((one) => one.policies);
    return meaningOf(
      policies.find((policy) => policy.name === name) ?? { name, command: "", using: null, check: null },
    );
  };
  test.each([
    ["members_read", "Read rows of the organization."],
    [
      "members_change",
      "Change rows of the organization: all for org admins, their own and their inviter’s for other members.",
    ],
    ["org_units_create", "Add rows of the organization, for org admins."],
    [
      "ou_memberships_read",
      "Read rows of the organization, in org units that the member has access to, and their own.",
    ],
    ["sessions_own", "Read and write rows of the organization, the member’s own only."],
    ["service_accounts_administered", "Read and write rows of the active org unit, for its admins."],
    ["service_accounts_presented", "Read the service account whose secret is presented."],
  ])("%s: %s", async (name, words) => {
    expect(await meaning(name)).toBe(words);
  });
});

test("the check covers every table with rows of an OU", async () => {
  const unit = await unitOf(org.admin, unitId);
  const { tables } = await checkIsolation(org.admin, unit.unitId);
  expect(tables.find(({ table }) => table === "service_accounts")).toMatchObject({ other_org_units: 0 });
  expect(tables.find(({ table }) => table === "members")).toMatchObject({ other_org_units: null });
});
