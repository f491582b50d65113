import { expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import * as deactivating from "@/domain/members/deactivate-member";
import * as members from "@/domain/members/operations";
import * as memberships from "@/domain/ou-memberships/operations";
import { owner } from "@/testing/database";
import { activeAdmins, addMember } from "@/testing/members";
import { addUnit, makeOrganization } from "@/testing/organization";
import { outcomes } from "@/testing/outcomes";
import { asRequests } from "@/testing/requests";
import * as changing from "./change-access";
import type { AccessChangeInput } from "./schema";
import * as undoing from "./undo";

const { changeAccess } = asRequests(changing);
const { undoChange } = asRequests(undoing);
const { deactivateMember } = asRequests(deactivating);
const { removeMember } = asRequests(members);
const { grantMembership, revokeMembership } = asRequests(memberships);

const ROUNDS = 50;
type Changes = AccessChangeInput["changes"];

const setRole = (whom: Actor, role: "admin" | "viewer"): Changes[number] => ({
  op: "set_org_role",
  org_member_id: whom.memberId,
  role,
});

test("sets that demote or deactivate each other's admins, and single changes at the same time, always leave one", async () => {
  const org = await makeOrganization();
  const [two, three] = [await addMember(org, { role: "admin" }), await addMember(org, { role: "admin" })];
  const all = [org.admin, two, three];
  const others = (by: Actor) => all.filter((one) => one !== by);
  const refused = /^(ok|last_admin|change_refused)$/;
  for (let round = 0; round < ROUNDS; round += 1) {
    const results = await outcomes([
      changeAccess(org.admin, { changes: others(org.admin).map((one) => setRole(one, "viewer")) }),
      changeAccess(two, { changes: others(two).map((one) => ({ op: "deactivate", org_member_id: one.memberId })) }),
      deactivateMember(three, org.admin.memberId),
      deactivateMember(three, two.memberId),
    ]);
    expect(results.filter((outcome) => !refused.test(outcome))).toEqual([]);
    expect(await activeAdmins(org), `round ${round}`).toBeGreaterThanOrEqual(1);
    await owner()`update members set role = 'admin', deactivated_at = null where org_id = ${org.orgId}`;
  }
}, 60_000);

test("sets, single changes and removals at the same time leave no set half-applied", async () => {
  const org = await makeOrganization();
  const units = [await addUnit(org, "A"), await addUnit(org, "B")];
  const [unit = ""] = units;
  for (let round = 0; round < ROUNDS; round += 1) {
    const people = await Promise.all(Array.from({ length: 3 }, () => addMember(org)));
    const gone = people[round % 3] as Actor;
    const set = (role: "viewer" | "editor"): Changes =>
      people.flatMap(({ memberId }) =>
        units.map((unit_id) => ({ op: "grant" as const, org_member_id: memberId, unit_id, role })),
      );
    const results = await outcomes([
      changeAccess(org.admin, { changes: set("viewer") }),
      changeAccess(org.admin, { changes: set("editor") }),
      grantMembership(org.admin, unit, gone.memberId, "admin"),
      ...(round % 2 ? [removeMember(org.admin, gone.memberId)] : [revokeMembership(org.admin, unit, gone.memberId)]),
    ]);
    expect(results.filter((one) => !/^(ok|change_refused|member(ship)?_not_found)$/.test(one))).toEqual([]);
    const made = await owner()`select c.change_id,
        bool_and(coalesce(m.role = i.after ->> 'role', false)) filter (where i.org_member_id <> ${gone.memberId}) as whole
      from access_changes c join access_change_items i using (org_id, change_id)
      left join ou_memberships m on m.org_id = i.org_id and m.unit_id = i.about_unit_id and m.org_member_id = i.org_member_id
     where c.org_id = ${org.orgId} and i.org_member_id in ${owner()(people.map(({ memberId }) => memberId))}
     group by 1 having count(*) > 1`;
    expect(made.filter(({ whole }) => whole).length, `round ${round}`).toBe(made.length > 0 ? 1 : 0);
  }
}, 60_000);

test("of several undos of one change at the same time, one succeeds", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 10; round += 1) {
    const { memberId } = await addMember(org);
    const { changeId } = await grantMembership(org.admin, org.unitId, memberId, "viewer");
    const results = await outcomes(Array.from({ length: 4 }, () => undoChange(org.admin, changeId ?? "")));
    expect(results.sort()).toEqual([...Array(3).fill("change_superseded"), "ok"]);
  }
}, 30_000);
