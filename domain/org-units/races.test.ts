import { expect, test } from "vitest";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization } from "@/testing/organization";
import { outcomes } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as orgUnitsOperations from "./operations";

const { createOrgUnit, updateOrgUnit } = asRequests(orgUnitsOperations);

/** How often each outcome came. */
async function countOutcomes(work: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const outcome of await outcomes(work)) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const unitsOf = (orgId: string) =>
  owner()<
    { name: string; slug: string }[]
  >`select name, slug from org_units where org_id = ${orgId} and not is_default`;

test("of fifty parallel creates with one name exactly one succeeds, the others find it taken", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 8; round += 1) {
    const name = `Round ${round}`;
    const spellings = Array.from({ length: 50 }, (_, turn) => (turn % 2 ? name : name.toUpperCase()));
    const counts = await countOutcomes(spellings.map((spelling) => createOrgUnit(org.admin, { name: spelling })));
    expect(counts).toEqual({ ok: 1, org_unit_name_taken: 49 });
    expect(await unitsOf(org.orgId)).toHaveLength(round + 1);
  }
}, 30_000);

test("of twenty parallel creates with one external reference exactly one succeeds", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 5; round += 1) {
    const creates = Array.from({ length: 20 }, (_, turn) =>
      createOrgUnit(org.admin, { name: `${round} of ${turn}`, external_ref: `ref_${round}` }),
    );
    expect(await countOutcomes(creates)).toEqual({ ok: 1, external_ref_taken: 19 });
    expect(await unitsOf(org.orgId)).toHaveLength(round + 1);
  }
}, 30_000);

test("parallel creates with names of one slug all get distinct slugs", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 5; round += 1) {
    const names = Array.from({ length: 20 }, (_, turn) => `Sales ${round} ${"!".repeat(turn)}`.trim());
    expect(await countOutcomes(names.map((name) => createOrgUnit(org.admin, { name })))).toEqual({ ok: 20 });
  }
  const slugs = (await unitsOf(org.orgId)).map((unit) => unit.slug);
  expect(new Set(slugs).size).toBe(100);
  for (const slug of slugs) expect(slug).toMatch(/^sales-\d(-[a-z0-9]+)?$/);
}, 30_000);

test("of parallel renames to one name one succeeds, and each slug follows the final name", async () => {
  const org = await makeOrganization();
  const ids = await Promise.all(Array.from({ length: 10 }, (_, turn) => addUnit(org, `Unit ${turn}`)));
  for (let round = 0; round < 10; round += 1) {
    const name = `Wanted ${round}`;
    const counts = await countOutcomes(ids.map((id) => updateOrgUnit(org.admin, id, { name })));
    expect(counts).toEqual({ ok: 1, org_unit_name_taken: 9 });
    expect((await unitsOf(org.orgId)).filter((unit) => unit.name === name)).toEqual([
      { name, slug: `wanted-${round}` },
    ]);
  }
}, 30_000);

test("two OUs that swap names back and forth never cause an unexpected error or a duplicate name", async () => {
  const org = await makeOrganization();
  const [one, two] = [await addUnit(org, "One"), await addUnit(org, "Two")];
  const member = await addMember(org, { units: { [one]: "admin", [two]: "admin" } });
  const names = ["One", "Two", "One!", "Two!"];
  for (let round = 0; round < 15; round += 1) {
    const renames = names.flatMap((name) => [
      updateOrgUnit(org.admin, one, { name }),
      updateOrgUnit(member, two, { name }),
    ]);
    const counts = await countOutcomes(renames);
    expect(Object.keys(counts).filter((outcome) => !/^(ok|org_unit_name_taken)$/.test(outcome))).toEqual([]);
    const units = await unitsOf(org.orgId);
    expect(new Set(units.map((unit) => unit.name)).size).toBe(2);
    expect(new Set(units.map((unit) => unit.slug)).size).toBe(2);
  }
}, 30_000);
