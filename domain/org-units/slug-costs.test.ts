import { expect, test } from "vitest";
import { type Tx, withScope } from "@/db/scope";
import { owner } from "@/testing/database";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { type Scan, watching } from "@/testing/plans";
import { createOrgUnit, updateOrgUnit } from "./operations";

async function organizationOf(units: number): Promise<TestOrganization> {
  const org = await makeOrganization();
  await owner()`insert into org_units (org_id, unit_id, name, name_key, slug)
    select ${org.orgId}, 'unit_' || n, 'Unit ' || n, 'unit ' || n, 'unit-' || n from generate_series(1, ${units}::int) n`;
  await owner()`analyze org_units`;
  return org;
}

async function rowsRead({ admin }: TestOrganization, write: (tx: Tx) => Promise<unknown>): Promise<number> {
  const seen: Scan[][] = [];
  await withScope(admin, (tx) => write(watching(tx, "org_units", seen, true)));
  expect(seen.length, "statements").toBeGreaterThan(0);
  return seen.flat().reduce((sum, { rows }) => sum + rows, 0);
}

test("creating and renaming an OU read as many OUs of 2,000 as of 20", async () => {
  const read = async (org: TestOrganization) => {
    const creating = await rowsRead(org, (tx) => createOrgUnit(tx, org.admin, { name: "New" }));
    const unitId = await addUnit(org, "Old");
    const renaming = await rowsRead(org, (tx) => updateOrgUnit(tx, org.admin, unitId, { name: "Renamed" }));
    return { creating, renaming };
  };
  const orgs = [await organizationOf(20), await organizationOf(2_000)] as const;
  const few = await read(orgs[0]);
  expect(few.creating, "only the row that it makes").toBe(1);
  expect(few.renaming, "only its own row: locked, joined and changed").toBe(3);
  expect(await read(orgs[1])).toEqual(few);
});
