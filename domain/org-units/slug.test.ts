import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as orgUnitsOperations from "./operations";
import { slugOf } from "./schema";

const { createOrgUnit, readOrgUnit, updateOrgUnit } = asRequests(orgUnitsOperations);

test.each([
  ["EMEA Sales", "emea-sales"],
  ["EMEA & APAC Sales", "emea-and-apac-sales"],
  ["Région Île-de-France", "region-ile-de-france"],
  ["Straße", "strasse"],
  ["Łódź", "lodz"],
  ["Ελλάδα", "ellada"],
  ["SalesForce", "salesforce"],
  ["  --x--  ", "x"],
  ["日本", "ou"],
  ["🚀", "ou"],
  ["!!!", "ou"],
])("the slug of %s is %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("every name gives lower-case ASCII words joined by single hyphens", () => {
  const shape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (name) => shape.test(slugOf(name))));
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 30 }), (name) => shape.test(slugOf(name))));
});

test("a slug that is taken gets -2, then -3", async () => {
  const org = await makeOrganization();
  const slugs: string[] = [];
  for (const name of ["Sales", "Sales!", "Sales?", "sales-2"]) {
    slugs.push((await createOrgUnit(org.admin, { name })).unit.parse().slug);
  }
  expect(slugs).toEqual(["sales", "sales-2", "sales-3", "sales-2-2"]);
});

test("a slug follows the name, and the same name again keeps it", async () => {
  const org = await makeOrganization();
  await addUnit(org, "Sales");
  const unitId = await addUnit(org, "Sales!");
  const rename = async (name: string) => (await updateOrgUnit(org.admin, unitId, { name })).parse().slug;
  expect(await rename("Sales!")).toBe("sales-2");
  expect(await rename("Sales!")).toBe("sales-2");
  expect(await rename("EMEA")).toBe("emea");
  expect(await rename("Sales?")).toBe("sales-2");
});

test("the default OU can be renamed, its slug follows, and it stays the default", async () => {
  const org = await makeOrganization();
  await updateOrgUnit(org.admin, org.unitId, { name: "Head Office" });
  expect((await readOrgUnit(org.admin, org.unitId)).parse()).toMatchObject({ slug: "head-office", is_default: true });
});

test("an OU's admin gets a free slug even if they cannot see the OU that holds it", async () => {
  const org = await makeOrganization();
  for (let number = 0; number < 14; number += 1) await addUnit(org, `Hidden${"!".repeat(number)}`);
  const own = await addUnit(org, "Own");
  const admin = await addMember(org, { units: { [own]: "admin" } });
  const { slug } = (await updateOrgUnit(admin, own, { name: "hidden?" })).parse();
  expect(slug).toMatch(/^hidden-[a-z0-9]+$/);
  const again = (await updateOrgUnit(admin, own, { name: "hidden?" })).parse().slug;
  expect(again, "the same request again changes nothing").toBe(slug);
});

test("a hundred-character name with a longer slug, and many with one slug, can be created", async () => {
  const org = await makeOrganization();
  const long = await createOrgUnit(org.admin, { name: "&".repeat(100) });
  expect(long.unit.parse().slug).toMatch(/^and(-and)*$/);
  for (let number = 1; number <= 15; number += 1) await addUnit(org, `日本${number > 1 ? "!".repeat(number) : ""}`);
});

async function unitOf(actor: Actor, slug: string): Promise<string | null> {
  const ask = sql`select ${orgUnitsOperations.unitOfSlug(slug, undefined)} as id`;
  const [row] = await withScope(actor, (tx) => tx.execute<{ id: string | null }>(ask));
  return row?.id ?? null;
}

test("a former slug leads to its OU, the last one that gave it up, unless another has it now", async () => {
  const org = await makeOrganization();
  const [first, second] = [await addUnit(org, "Sales"), await addUnit(org, "Services")];
  const rename = (unitId: string, name: string) => updateOrgUnit(org.admin, unitId, { name });
  expect(await unitOf(org.admin, "sales")).toBe(first);
  await rename(first, "EMEA");
  await rename(first, "Europe");
  for (const slug of ["sales", "emea", "europe"]) expect(await unitOf(org.admin, slug), slug).toBe(first);

  await rename(second, "Sales");
  expect(await unitOf(org.admin, "sales"), "a present slug wins").toBe(second);
  await rename(second, "Support");
  expect(await unitOf(org.admin, "sales"), "the last one").toBe(second);
  await rename(first, "Sales");
  await rename(first, "Markets");
  expect(await unitOf(org.admin, "sales"), "given up again").toBe(first);
  expect(await unitOf(org.admin, "nothing")).toBeNull();
});

test("a slug, present or former, leads nobody to an OU beyond their reach", async () => {
  const org = await makeOrganization();
  const hidden = await addUnit(org, "Hidden");
  const own = await addUnit(org, "Own");
  const member = await addMember(org, { units: { [own]: "admin" } });
  const stranger = (await makeOrganization()).admin;
  await updateOrgUnit(org.admin, hidden, { name: "Secret" });
  for (const slug of ["hidden", "secret"]) {
    expect([await unitOf(member, slug), await unitOf(stranger, slug)]).toEqual([null, null]);
  }
  await updateOrgUnit(org.admin, own, { name: "Open" });
  await updateOrgUnit(org.admin, hidden, { name: "Own" });
  expect(await unitOf(member, "own"), "what they cannot see does not win").toBe(own);
  expect(await unitOf(org.admin, "own")).toBe(hidden);
});
