import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import * as ouMembershipsOperations from "@/domain/ou-memberships/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { actorOf, addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as listOrgUnitsModule from "./list-org-units";
import * as orgUnitsOperations from "./operations";
import * as overviews from "./overviews";
import * as readOrgUnitDetailModule from "./read-org-unit-detail";

const { grantMembership } = asRequests(ouMembershipsOperations);
const { listGroups, listOrgUnits, pageOrgUnits } = asRequests(listOrgUnitsModule);
const { updateOrgUnit } = asRequests(orgUnitsOperations);
const { pageOrgUnitOverviews } = asRequests(overviews);
const { readOrgUnitDetail } = asRequests(readOrgUnitDetailModule);

let org: TestOrganization;
const units: Record<string, string> = {};
let member: Actor;

beforeAll(async () => {
  org = await makeOrganization();
  for (const name of ["zeta", "Île-de-France", "Alpha", "alpha 2", "Zürich", "Ostrów"])
    units[name] = await addUnit(org, name);
  await updateOrgUnit(org.admin, units.Alpha ?? "", { name: "Alpha", external_ref: "SF_bu_001" });
  member = await addMember(org, { units: { [units.zeta ?? ""]: "admin", [units.Alpha ?? ""]: "viewer" } });
});

async function walk(actor: Actor, limit: number) {
  const pages = [];
  for (let cursor: string | undefined; ; ) {
    const page = await pageOrgUnits(actor, { limit, ...(cursor ? { cursor } : {}) });
    pages.push(page);
    if (!page.next) return pages;
    cursor = page.next;
  }
}

test("pages of every size give the list of GET /org-units, in both directions", async () => {
  for (const actor of [org.admin, member]) {
    const whole = (await listOrgUnits(actor)).parse();
    for (const limit of [1, 2, 3, 200]) {
      const pages = await walk(actor, limit);
      expect(pages.flatMap((page) => page.items.parse())).toEqual(whole);
      for (const [index, page] of pages.entries()) {
        expect(page.total).toBe(whole.length);
        if (index === 0) expect(page.previous).toBeNull();
        else {
          const back = await pageOrgUnits(actor, { limit, cursor: page.previous ?? "" });
          expect(back.items.parse()).toEqual(pages[index - 1]?.items.parse());
        }
      }
    }
  }
});

test("search matches name and external reference, within the actor's access", async () => {
  const found = async (actor: Actor, search: string) =>
    (await listOrgUnits(actor, { search })).parse().map((unit) => unit.name);
  expect(await found(org.admin, "ALPHA")).toEqual(["Alpha", "alpha 2"]);
  expect(await found(org.admin, "ile-de")).toEqual(["Île-de-France"]);
  expect(await found(org.admin, "zurich")).toEqual(["Zürich"]);
  expect(await found(org.admin, "ostrow")).toEqual(["Ostrów"]);
  expect(await found(org.admin, "sf_BU")).toEqual(["Alpha"]);
  expect(await found(org.admin, "%")).toEqual([]);
  expect(await found(member, "alpha")).toEqual(["Alpha"]);
});

test("overviews show the OUs the actor has access to, with their role and the numbers of members and admins", async () => {
  const seen = async (actor: Actor) =>
    (await pageOrgUnitOverviews(actor, {})).items
      .parse()
      .map((unit) => [unit.name, unit.role, unit.member_count, unit.admin_count]);
  expect(await seen(member)).toEqual([
    ["Alpha", "viewer", 1, 0],
    ["zeta", "admin", 1, 1],
  ]);
  const all = await seen(org.admin);
  expect(all).toHaveLength(7);
  expect(all[0]).toEqual(["Default", "admin", 1, 1]);
  const page = await pageOrgUnitOverviews(org.admin, { limit: 2 });
  expect(page).toMatchObject({ total: 7, from: 1, previous: null });
  const second = await pageOrgUnitOverviews(org.admin, { limit: 2, cursor: page.next ?? "" });
  expect(second.items.parse().map((unit) => unit.name)).toEqual(["alpha 2", "Ostrów"]);
  expect((await pageOrgUnitOverviews(org.admin, { limit: 2, cursor: "garbage" })).from).toBe(1);
});

test("the detail lists members and org admins by name, with the source of their access", async () => {
  const unit = await addUnit(org, "Detail");
  const granter = await addMember(org, { units: { [unit]: "admin" } });
  const person = await addMember(org, { role: "editor" });
  await grantMembership(granter, unit, person.memberId, "viewer");
  await grantMembership(org.admin, unit, person.memberId, "editor"); // a new role, the same grant
  const detail = await readOrgUnitDetail(await actorOf(org.orgId, person.memberId), unit);
  expect(detail.unit).toMatchObject({ unit_id: unit, name: "Detail" });
  expect(detail.role).toBe("editor");
  expect(detail.people).toMatchObject({ total: 3, from: 1, next: null, previous: null });
  const [admin, first, second] = detail.people.items;
  expect(admin).toMatchObject({
    org_member_id: org.admin.memberId,
    role: "admin",
    source: "org_admin",
    granted_by: null,
  });
  const byId = new Map([first, second].map((one) => [one?.org_member_id, one]));
  expect(byId.get(granter.memberId)).toMatchObject({ role: "admin", source: "membership", granted_by: null });
  expect(byId.get(person.memberId)).toMatchObject({
    role: "editor",
    granted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    granted_by: { org_member_id: granter.memberId, name: "Grace Hopper" },
    expires_at: null,
  });
});

test("in the detail an org admin's membership does not lower their role; people are paged and searched", async () => {
  await grantMembership(org.admin, org.unitId, org.admin.memberId, "viewer");
  const detail = await readOrgUnitDetail(org.admin, org.unitId, { search: "LOVE" });
  expect(detail.people.items).toMatchObject([{ role: "admin", source: "org_admin" }]);
  const pages = await readOrgUnitDetail(org.admin, units.zeta ?? "", { limit: 1 });
  expect(pages.people).toMatchObject({ total: 2, from: 1 });
  const next = await readOrgUnitDetail(org.admin, units.zeta ?? "", { limit: 1, cursor: pages.people.next ?? "" });
  expect(next.people).toMatchObject({ total: 2, from: 2, next: null });
});

test("the detail of an OU beyond the actor's access is not found, like an unknown one", async () => {
  const other = await makeOrganization("Other");
  for (const [actor, id] of [
    [member, units.Zürich ?? ""],
    [member, "unit_never"],
    [org.admin, other.unitId],
  ] as const) {
    await expect(readOrgUnitDetail(actor, id)).rejects.toMatchObject({ code: "org_unit_not_found" });
  }
});

test("a group is a filter and the order of the overview, and is compared ignoring case", async () => {
  const own = await makeOrganization();
  const ids = await Promise.all(["Berlin", "Oslo", "Lima"].map((name) => addUnit(own, name)));
  const group = (index: number, name: string | null, named: string) =>
    updateOrgUnit(own.admin, ids[index] ?? "", { name: named, group: name });
  await group(0, "Europe", "Berlin");
  await group(1, "EUROPE", "Oslo");
  await group(2, "Americas", "Lima");
  const names = async (query: Parameters<typeof listOrgUnits>[1]) =>
    (await listOrgUnits(own.admin, query)).parse().map((unit) => unit.name);
  expect(await names({ group: "europe" })).toEqual(["Berlin", "Oslo"]);
  expect(await names({ group: "" })).toEqual(["Default"]);
  expect(await names({ group: "Asia" })).toEqual([]);
  const overview = (await pageOrgUnitOverviews(own.admin, {})).items.parse().map((unit) => [unit.group, unit.name]);
  expect(overview).toEqual([
    [null, "Default"],
    ["Americas", "Lima"],
    ["Europe", "Berlin"],
    ["EUROPE", "Oslo"],
  ]);
  expect(await listGroups(own.admin)).toHaveLength(2);
  expect((await updateOrgUnit(own.admin, ids[1] ?? "", { name: "Oslo" })).parse().group, "if absent").toBe("EUROPE");
  await group(1, null, "Oslo");
  expect(await names({ group: "" })).toEqual(["Default", "Oslo"]);
});

test("updated_since leaves out what has not changed since", async () => {
  const own = await makeOrganization();
  const [changed = ""] = await Promise.all(["Berlin", "Oslo"].map((name) => addUnit(own, name)));
  await owner()`update org_units set updated_at = '2026-01-01T00:00:00Z' where org_id = ${own.orgId}`;
  await updateOrgUnit(own.admin, changed, { name: "Bonn" });
  const since = async (updated_since: string) =>
    (await listOrgUnits(own.admin, { updated_since })).parse().map((unit) => unit.name);
  expect(await since("2026-01-01T00:00:00.001Z")).toEqual(["Bonn"]);
  expect(await since("2026-01-01T00:00:00.000Z")).toEqual(["Default", "Bonn", "Oslo"]);
});
