import { beforeAll, describe, expect, test } from "vitest";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import { DomainError } from "@/lib/errors";
import {
  actorOf,
  addMember,
  addUnit,
  asRequests,
  changeMember,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";
import * as ouMembershipsOperations from "./operations";

const { deactivateMember } = asRequests(deactivateMemberModule);
const { grantMembership, listMemberships, revokeMembership } = asRequests(ouMembershipsOperations);

let org: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  [org, other] = await Promise.all([makeOrganization(), makeOrganization("Other")]);
});

const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });
const rolesIn = async (unitId: string, memberId: string) =>
  (await owner()`select role from ou_memberships where unit_id = ${unitId} and org_member_id = ${memberId}`).map(
    (row) => row.role,
  );

test("a grant is new the first time, a change afterwards, and idempotent", async () => {
  const unitId = await addUnit(org, "Granted");
  const { memberId } = await addMember(org);
  const grant = async (role: "viewer" | "editor") => {
    const { granted, membership } = await grantMembership(org.admin, unitId, memberId, role);
    return { granted, role: membership.parse().role };
  };
  expect(await grant("viewer")).toEqual({ granted: true, role: "viewer" });
  expect(await grant("viewer")).toEqual({ granted: false, role: "viewer" });
  expect(await grant("editor")).toEqual({ granted: false, role: "editor" });
  expect(await rolesIn(unitId, memberId)).toEqual(["editor"]);
  expect((await actorOf(org.orgId, memberId)).ouRoles, "in force on the next request").toEqual({ [unitId]: "editor" });
});

describe("the mail about access", () => {
  const mailsTo = async (memberId: string) =>
    (
      await owner()`select kind, facts from messages where org_member_id = ${memberId} and kind = 'ou_access_granted'`
    ).map(({ facts }) => facts);

  test("says who granted it when it is new, and is not sent when it is granted again or changed", async () => {
    const unitId = await addUnit(org, "Told");
    const { memberId } = await addMember(org);
    for (const role of ["viewer", "viewer", "admin"] as const) await grantMembership(org.admin, unitId, memberId, role);
    const told = { unit_name: "Told", role: "viewer", granted_by: "Ada Lovelace", first_name: "Grace" };
    expect(await mailsTo(memberId)).toMatchObject([told]);
    await revokeMembership(org.admin, unitId, memberId);
    await grantMembership(org.admin, unitId, memberId, "editor");
    expect(await mailsTo(memberId), "new once more").toHaveLength(2);
  });

  test("is sent for a grant by an OU's admin too", async () => {
    const unitId = await addUnit(org, "Told by an OU admin");
    const giver = await addMember(org, { units: { [unitId]: "admin" } });
    const { memberId } = await addMember(org);
    await grantMembership(giver, unitId, memberId, "viewer");
    expect(await mailsTo(memberId)).toMatchObject([{ granted_by: "Grace Hopper" }]);
  });

  test("goes to nobody whose access is not new, or who has none yet", async () => {
    const unitId = await addUnit(org, "Not told");
    const [admin, gone, invited] = [
      await addMember(org, { role: "admin" }),
      await addMember(org),
      await addMember(org),
    ];
    await deactivateMember(org.admin, gone.memberId);
    await changeMember(invited.memberId, owner()`accepted_at = null`);
    for (const { memberId } of [admin, gone, invited]) {
      await grantMembership(org.admin, unitId, memberId, "viewer");
      expect(await mailsTo(memberId)).toEqual([]);
    }
    await grantMembership(admin, unitId, org.admin.memberId, "viewer");
    const self = await addMember(org, { units: { [org.unitId]: "admin" } });
    await revokeMembership(self, org.unitId, self.memberId);
    await grantMembership(self, org.unitId, self.memberId, "admin");
    expect(await mailsTo(self.memberId), "given to oneself").toEqual([]);
  });

  test("is not sent if the grant is refused", async () => {
    const { memberId } = await addMember(org);
    await expect(grantMembership(org.admin, "unit_none", memberId, "viewer")).rejects.toEqual(
      code("org_unit_not_found"),
    );
    expect(await mailsTo(memberId)).toEqual([]);
  });
});

test("the list shows who has access, oldest first", async () => {
  const unitId = await addUnit(org, "Listed");
  const [first, second] = [await addMember(org), await addMember(org)];
  await grantMembership(org.admin, unitId, second.memberId, "viewer");
  await owner()`update ou_memberships set created_at = created_at - interval '1 second' where unit_id = ${unitId}`;
  await grantMembership(org.admin, unitId, first.memberId, "admin");
  const list = (await listMemberships(org.admin, unitId)).parse();
  expect(list.map((entry) => [entry.org_member_id, entry.role])).toEqual([
    [second.memberId, "viewer"],
    [first.memberId, "admin"],
  ]);
});

test("an OU's admin may grant and revoke there, without any org role", async () => {
  const unitId = await addUnit(org, "Own");
  const admin = await addMember(org, { role: "viewer", units: { [unitId]: "admin" } });
  const { memberId } = await addMember(org);
  await grantMembership(admin, unitId, memberId, "editor");
  expect(await rolesIn(unitId, memberId)).toEqual(["editor"]);
  await revokeMembership(admin, unitId, memberId);
  expect(await rolesIn(unitId, memberId)).toEqual([]);
});

test("an OU beyond reach and another organization's member are not found", async () => {
  const hidden = await addUnit(org, "Beyond");
  const member = await addMember(org, { units: { [org.unitId]: "admin" } });
  for (const unitId of [hidden, other.unitId, "unit_none"]) {
    await expect(listMemberships(member, unitId)).rejects.toEqual(code("org_unit_not_found"));
    await expect(grantMembership(member, unitId, member.memberId, "admin")).rejects.toEqual(code("org_unit_not_found"));
    await expect(revokeMembership(member, unitId, member.memberId)).rejects.toEqual(code("org_unit_not_found"));
  }
  for (const memberId of [other.admin.memberId, "mem_none"]) {
    await expect(grantMembership(org.admin, org.unitId, memberId, "admin")).rejects.toEqual(code("member_not_found"));
    await expect(revokeMembership(org.admin, org.unitId, memberId)).rejects.toEqual(code("membership_not_found"));
  }
  expect(await rolesIn(hidden, member.memberId)).toEqual([]);
});
