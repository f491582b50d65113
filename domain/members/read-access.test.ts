import { expect, test } from "vitest";
import * as ouMembershipsOperations from "@/domain/ou-memberships/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, goodPassword, makeOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import * as membersOperations from "./operations";
import * as readMemberAccessModule from "./read-member-access";
import { Member } from "./schema";

const { grantMembership } = asRequests(ouMembershipsOperations);
const { removeMember } = asRequests(membersOperations);
const { readMemberAccess } = asRequests(readMemberAccessModule);

test("a membership shows who granted it and when", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA Sales");
  const person = await addMember(org, { role: "viewer" });
  await grantMembership(org.admin, unit, person.memberId, "editor");
  const { member, access, isComplete } = await readMemberAccess(org.admin, person.memberId);
  expect(Member.parse(member).org_member_id).toBe(person.memberId);
  expect(isComplete).toBe(true);
  expect(access).toEqual([
    {
      unit_id: unit,
      name: "EMEA Sales",
      is_default: false,
      role: "editor",
      via: "membership",
      membership: {
        role: "editor",
        expires_at: null,
        granted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        granted_by: { org_member_id: org.admin.memberId, first_name: "Ada", last_name: "Lovelace" },
      },
    },
  ]);
});

test("an org admin has access to every OU as admin, whatever their memberships", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA");
  const admin = await addMember(org, { role: "admin", units: { [unit]: "viewer" } });
  const { access } = await readMemberAccess(org.admin, admin.memberId);
  expect(access.map(({ name, role, via, membership }) => [name, role, via, membership?.role])).toEqual([
    ["Default", "admin", "org_admin", undefined],
    ["EMEA", "admin", "org_admin", "viewer"],
  ]);
});

test("others see access in their own OUs, and all of their own", async () => {
  const org = await makeOrganization();
  const [shared, closed] = [await addUnit(org, "Shared"), await addUnit(org, "Closed")];
  const reader = await addMember(org, { units: { [shared]: "viewer" } });
  const person = await addMember(org, { units: { [shared]: "editor", [closed]: "admin" } });
  const names = async (actor: typeof reader, id: string) => {
    const { access, isComplete } = await readMemberAccess(actor, id);
    return [isComplete, ...access.map((one) => one.name)];
  };
  expect(await names(reader, person.memberId)).toEqual([false, "Shared"]);
  expect(await names(reader, org.admin.memberId)).toEqual([false, "Shared"]);
  expect(await names(person, person.memberId)).toEqual([true, "Closed", "Shared"]);
  const other = await makeOrganization("Other");
  await expect(readMemberAccess(other.admin, person.memberId)).rejects.toMatchObject({ code: "member_not_found" });
});

test("granted_by is set by every way to grant, and null once the granter is removed", async () => {
  const org = await makeOrganization();
  const unit = await addUnit(org, "EMEA");
  const second = await addMember(org, { role: "admin" });
  const person = { first_name: "Grace", last_name: "Hopper", password: goodPassword, role: "editor" as const };
  const standard = await createMember(second, { ...person, email: "a@acme.test" });
  const chosen = { email: "b@acme.test", ou_memberships: [{ unit_id: unit, role: "viewer" as const }] };
  const { memberId } = await createMember(second, { ...person, ...chosen });
  const granters = async () =>
    (
      await owner()`select org_member_id, granted_by, org_id from ou_memberships where org_id = ${org.orgId} order by created_at`
    ).map((row) => [row.org_member_id, row.granted_by]);
  const founder = [org.admin.memberId, org.admin.memberId];
  expect(await granters()).toEqual([founder, [standard.memberId, second.memberId], [memberId, second.memberId]]);
  await removeMember(org.admin, second.memberId);
  expect(await granters()).toEqual([founder, [standard.memberId, null], [memberId, null]]);
  const { access } = await readMemberAccess(org.admin, memberId);
  expect(access).toMatchObject([{ name: "EMEA", role: "viewer", membership: { granted_by: null } }]);
});

test("a removed admin's last requests grant nothing", async () => {
  const org = await makeOrganization();
  const gone = await addMember(org, { role: "admin" });
  const person = await addMember(org);
  await removeMember(org.admin, gone.memberId);
  await expect(grantMembership(gone, org.unitId, person.memberId, "admin")).rejects.toMatchObject({
    code: "unauthorized",
  });
  const input = { first_name: "A", last_name: "B", email: "c@c.test", password: goodPassword, role: "admin" as const };
  await expect(createMember(gone, input)).rejects.toMatchObject({ code: "unauthorized" });
});
