import { beforeAll, describe, expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { validate } from "@/lib/http/validate";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as orgUnitLists from "./list-org-units";
import * as orgUnitsOperations from "./operations";
import { CreateOrgUnitBody } from "./schema";

const { listOrgUnits } = asRequests(orgUnitLists);
const { activateOrgUnit, createOrgUnit, readActiveOrgUnit, readOrgUnit, updateOrgUnit } =
  asRequests(orgUnitsOperations);

let org: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  [org, other] = await Promise.all([makeOrganization(), makeOrganization("Other")]);
});

const create = (name: string, external_ref?: string | null) =>
  createOrgUnit(org.admin, validate(CreateOrgUnitBody, external_ref === undefined ? { name } : { name, external_ref }));
const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });

describe("names", () => {
  test("are stored trimmed, in NFC", async () => {
    const { unit } = await create("  Re\u0301gion\u00a0");
    expect(unit.parse().name).toBe("R\u00e9gion");
  });

  test.each([
    ["another case", "Marketing", "mARKETING"],
    ["decomposed letters", "Café", "CAFE\u0301"],
    ["spaces around", "Logistics", "  Logistics "],
    ["Greek final sigma", "ΟΔΟΣ", "οδος"],
  ])("are one in %s", async (_what, first, second) => {
    await create(first);
    await expect(create(second)).rejects.toEqual(code("org_unit_name_taken"));
  });

  test.each([
    ["Straße", "STRASSE"],
    ["Sınır", "Sinir"],
    ["ﬁnance", "Finance"],
  ])("%s and %s are two: no letter is upper-cased to be compared", async (first, second) => {
    await create(first);
    await create(second);
  });

  test("may repeat in another organization", async () => {
    await create("Both have it");
    await createOrgUnit(other.admin, { name: "Both have it" });
  });

  test("of a hundred emoji fit", async () => {
    const name = "🚀".repeat(100);
    expect((await create(name)).unit.parse().name).toBe(name);
  });

  test("that are taken are refused to a rename, but the OU's own is not a conflict", async () => {
    const unitId = await addUnit(org, "Movable");
    await addUnit(org, "Occupied");
    await expect(updateOrgUnit(org.admin, unitId, { name: "occupied" })).rejects.toEqual(code("org_unit_name_taken"));
    expect((await updateOrgUnit(org.admin, unitId, { name: "MOVABLE" })).parse().name).toBe("MOVABLE");
  });
});

describe("external references", () => {
  test("are unique in the organization, except null", async () => {
    await create("Ref one", "sf_1");
    await create("Null one", null);
    await create("Null two", null);
    await expect(create("Ref two", "sf_1")).rejects.toEqual(code("external_ref_taken"));
    await create("Ref three", "Zu\u0308rich");
    await expect(create("Ref four", "Z\u00fcrich")).rejects.toEqual(code("external_ref_taken"));
    await createOrgUnit(other.admin, { name: "Ref", external_ref: "sf_1" });
  });

  test("stay if an update leaves them out, and are removed by null", async () => {
    const { unitId } = await create("Refers", "sf_2");
    expect((await updateOrgUnit(org.admin, unitId, { name: "Refers" })).parse().external_ref).toBe("sf_2");
    expect(
      (await updateOrgUnit(org.admin, unitId, { name: "Refers", external_ref: null })).parse().external_ref,
    ).toBeNull();
  });
});

describe("reach", () => {
  test("the list has the default first, then by name; others only see OUs they have access to", async () => {
    const fresh = await makeOrganization();
    const [zulu, alpha] = [await addUnit(fresh, "zulu"), await addUnit(fresh, "Alpha")];
    const names = async (actor = fresh.admin) => (await listOrgUnits(actor)).parse().map((unit) => unit.name);
    expect(await names()).toEqual(["Default", "Alpha", "zulu"]);
    expect(await names(await addMember(fresh, { units: { [zulu]: "viewer", [alpha]: "editor" } }))).toEqual([
      "Alpha",
      "zulu",
    ]);
    expect(await names(await addMember(fresh))).toEqual([]);
  });

  test("an OU beyond reach is not found, like an unknown one", async () => {
    const hidden = await addUnit(org, "Hidden");
    const member = await addMember(org, { units: { [org.unitId]: "admin" } });
    for (const unitId of [hidden, other.unitId, "unit_none"]) {
      await expect(readOrgUnit(member, unitId)).rejects.toEqual(code("org_unit_not_found"));
      await expect(updateOrgUnit(member, unitId, { name: "Mine" })).rejects.toEqual(code("org_unit_not_found"));
      await expect(activateOrgUnit(member, unitId)).rejects.toEqual(code("org_unit_access_required"));
      await expect(readActiveOrgUnit(member, unitId)).rejects.toEqual(code("org_unit_access_required"));
    }
    await expect(updateOrgUnit(org.admin, other.unitId, { name: "Mine" })).rejects.toEqual(code("org_unit_not_found"));
    const [row] = await owner()`select name from org_units where unit_id = ${other.unitId}`;
    expect(row?.name).toBe("Default");
  });

  test("the active OU has the caller's role; without one the answer is active_ou_required", async () => {
    const member = await addMember(org, { role: "viewer", units: { [org.unitId]: "editor" } });
    expect((await readActiveOrgUnit(member, org.unitId)).unit.parse()).toMatchObject({ role: "editor" });
    expect((await readActiveOrgUnit(org.admin, org.unitId)).unit.parse()).toMatchObject({ role: "admin" });
    expect(await activateOrgUnit(org.admin, org.unitId)).toMatchObject({ unit_id: org.unitId });
    await expect(readActiveOrgUnit(member, undefined)).rejects.toEqual(code("active_ou_required"));
  });
});
