import { beforeEach, expect, test } from "vitest";
import * as changing from "@/domain/access-changes/change-access";
import { endExpiredMemberships } from "@/domain/access-changes/end-memberships";
import * as members from "@/domain/members/operations";
import * as overview from "@/domain/overview/read-overview";
import { addTwo, makeTwoUnits } from "@/testing/access";
import { owner } from "@/testing/database";
import { keptDifferences } from "@/testing/kept-counts";
import { addMember, addPeople } from "@/testing/members";
import { makeOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as memberships from "./operations";

// The numbers of memberships that triggers keep are compared with the memberships after each change.

const { changeAccess } = asRequests(changing);
const { removeMember } = asRequests(members);
const { readOverview } = asRequests(overview);
const { grantMembership, revokeMembership } = asRequests(memberships);

let { org, unit, other } = {} as Awaited<ReturnType<typeof makeTwoUnits>>;
let { ada, grace } = {} as Awaited<ReturnType<typeof addTwo>>;
beforeEach(async () => {
  ({ org, unit, other } = await makeTwoUnits());
  ({ ada, grace } = await addTwo(org, unit));
});

const setRole = (org_member_id: string, role: "admin" | "viewer") =>
  changeAccess(org.admin, { changes: [{ op: "set_org_role", org_member_id, role }] });
const expire = (memberId: string) =>
  owner()`with noted as (insert into ending_organizations values (${org.orgId}) on conflict do nothing)
    update ou_memberships set expires_at = now() - interval '1 second' where org_member_id = ${memberId}`;

const changes: Record<string, () => Promise<unknown>> = {
  "granting access, changing the role and revoking it": async () => {
    for (const role of ["viewer", "admin", "admin", "editor"] as const) {
      await grantMembership(org.admin, other, grace.memberId, role);
      expect(await keptDifferences()).toEqual([]);
    }
    await revokeMembership(org.admin, other, grace.memberId);
    await revokeMembership(org.admin, unit, grace.memberId);
  },
  "an OU admin's grant and revocation, who does not see the member's other access": async () => {
    const giver = await addMember(org, { units: { [other]: "admin" } });
    for (const member of [ada, grace]) await grantMembership(giver, other, member.memberId, "admin");
    expect(await keptDifferences()).toEqual([]);
    for (const member of [ada, grace]) await revokeMembership(giver, other, member.memberId);
  },
  "a set of changes of several members": () =>
    changeAccess(org.admin, {
      changes: [
        { op: "grant", org_member_id: ada.memberId, unit_id: unit, role: "admin" },
        { op: "grant", org_member_id: ada.memberId, unit_id: other, role: "viewer" },
        { op: "revoke", org_member_id: grace.memberId, unit_id: unit },
        { op: "set_org_role", org_member_id: ada.memberId, role: "admin" },
        { op: "deactivate", org_member_id: grace.memberId },
      ],
    }),
  "becoming an org admin and no longer being one, also for members whose access has expired": async () => {
    await grantMembership(org.admin, other, grace.memberId, "admin");
    for (const role of ["admin", "viewer", "admin"] as const) {
      for (const member of [ada, grace]) await setRole(member.memberId, role);
      expect(await keptDifferences()).toEqual([]);
      await expire(grace.memberId);
    }
  },
  "two members who swap their org roles in one statement": () =>
    owner()`update members set role = case role when 'admin' then 'viewer' else 'admin' end
      where org_id = ${org.orgId} and org_member_id in (${org.admin.memberId}, ${grace.memberId})`,
  "access that expires, and is removed by the job or a new grant": async () => {
    await grantMembership(org.admin, other, ada.memberId, "admin");
    for (const member of [ada, grace]) await expire(member.memberId);
    await grantMembership(org.admin, unit, grace.memberId, "editor");
    await endExpiredMemberships();
    expect(await owner()`select from ou_memberships where org_member_id = ${ada.memberId}`).toHaveLength(0);
  },
  "removing a member with access and mail": async () => {
    await grantMembership(org.admin, other, grace.memberId, "admin");
    await removeMember(org.admin, grace.memberId);
    expect(await owner()`select from member_counts where org_member_id = ${grace.memberId}`).toHaveLength(0);
  },
  "removing many members at once": async () => {
    const [id] = await addPeople(org, [{ first: "A", last: "B" }]);
    for (const role of ["admin", "viewer"])
      await owner()`update members set role = ${role} where org_member_id = ${id ?? ""}`;
    await owner()`delete from members where org_id = ${org.orgId} and role <> 'admin'`;
  },
  "deleting an OU with its memberships": () =>
    owner().begin(async (sql) => {
      await grantMembership(org.admin, other, grace.memberId, "admin");
      await sql`delete from ou_memberships where org_id = ${org.orgId} and unit_id = ${unit}`;
      await sql`delete from org_units where org_id = ${org.orgId} and unit_id = ${unit}`;
    }),
  "granting a thousand people access in one statement, of several organizations": async () => {
    const second = await makeOrganization();
    for (const each of [org, second])
      await addPeople(
        each,
        Array.from({ length: 500 }, () => ({ first: "A", last: "B" })),
      );
    await owner()`insert into ou_memberships (org_id, unit_id, org_member_id, role)
      select u.org_id, u.unit_id, m.org_member_id, 'editor' from org_units u join members m using (org_id)
       where org_id in (${org.orgId}, ${second.orgId}) on conflict do nothing`;
    await owner()`update ou_memberships set role = 'admin' where org_id = ${org.orgId}`;
  },
};

test.each(Object.entries(changes))("what is kept of memberships equals them after %s", async (_what, change) => {
  await change();
  expect(await keptDifferences()).toEqual([]);
});

test("changes of the same members in several OUs at the same time leave exact counts", async () => {
  const ways = [unit, other, org.unitId].flatMap((id) =>
    [ada, grace].map((member) => async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        await grantMembership(org.admin, id, member.memberId, "viewer");
        await revokeMembership(org.admin, id, member.memberId);
      }
    }),
  );
  const roles = async () => {
    for (let turn = 0; turn < 5; turn += 1) await setRole(ada.memberId, turn % 2 ? "viewer" : "admin");
  };
  await Promise.all([...ways.map((way) => way()), roles()]);
  expect(await keptDifferences()).toEqual([]);
});

test("expired access does not count, though it is still stored", async () => {
  await grantMembership(org.admin, other, ada.memberId, "admin");
  const before = await readOverview(org.admin);
  expect(before).toMatchObject({ without_unit: 0, units: { empty: 0 } });
  await expire(ada.memberId);
  const { units, without_unit, attention } = await readOverview(org.admin);
  expect({ empty: units.empty, without_unit }).toEqual({ empty: 1, without_unit: 1 });
  expect(attention?.units_without_admin).toBe((before.attention?.units_without_admin ?? 0) + 1);
});
