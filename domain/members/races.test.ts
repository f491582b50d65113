import { expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import type { Role } from "@/lib/roles";
import { owner } from "@/testing/database";
import { activeAdmins, addMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { outcomes } from "@/testing/outcomes";
import { asRequests, createMember } from "@/testing/requests";
import * as deactivateMemberModule from "./deactivate-member";
import * as membersOperations from "./operations";

const { deactivateMember } = asRequests(deactivateMemberModule);
const { removeMember, updateMember } = asRequests(membersOperations);

const setRole = (by: Actor, whom: Actor, role: Role) =>
  updateMember(by, whom.memberId, { first_name: "A", last_name: "B", email: `${whom.memberId}@acme.test`, role });

/** The two left as the organization's only admins, whatever a round did to them. */
async function withTwoAdmins(): Promise<{ org: TestOrganization; one: Actor; two: Actor }> {
  const org = await makeOrganization();
  return { org, one: org.admin, two: await addMember(org, { role: "admin" }) };
}

test("when two admins demote each other one stays, every time", async () => {
  const { org, one, two } = await withTwoAdmins();
  for (let round = 0; round < 60; round += 1) {
    const results = await outcomes([setRole(one, two, "viewer"), setRole(two, one, "editor")]);
    expect(results.sort()).toEqual(["last_admin", "ok"]);
    expect(await activeAdmins(org)).toBe(1);
    await owner()`update members set role = 'admin' where org_id = ${org.orgId}`;
  }
}, 30_000);

test("when two admins remove each other one stays, every time", async () => {
  for (let round = 0; round < 15; round += 1) {
    const { org, one, two } = await withTwoAdmins();
    const results = await outcomes([removeMember(one, two.memberId), removeMember(two, one.memberId)]);
    expect(results.sort()).toEqual(["last_admin", "ok"]);
    expect(await activeAdmins(org)).toBe(1);
  }
}, 30_000);

test("when two admins deactivate, demote or remove each other one stays, every time", async () => {
  const ways = [
    (by: Actor, whom: Actor) => deactivateMember(by, whom.memberId),
    (by: Actor, whom: Actor) => setRole(by, whom, "viewer"),
    (by: Actor, whom: Actor) => removeMember(by, whom.memberId),
  ];
  for (let round = 0; round < 15; round += 1) {
    const { org, one, two } = await withTwoAdmins();
    const other = ways[round % ways.length];
    const results = await outcomes([deactivateMember(one, two.memberId), other?.(two, one) ?? Promise.reject()]);
    expect(results.sort(), `round ${round}`).toEqual(["last_admin", "ok"]);
    expect(await activeAdmins(org)).toBe(1);
  }
}, 30_000);

test("twenty parallel mixed attempts always leave an admin", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 25; round += 1) {
    const fresh = await Promise.all(Array.from({ length: 4 }, () => addMember(org, { role: "admin" })));
    const rows =
      await owner()`select org_member_id from members where org_id = ${org.orgId} and status = 'active' and role = 'admin'`;
    const admins = [...fresh, org.admin].filter((actor) => rows.some((row) => row.org_member_id === actor.memberId));
    const any = () => admins[Math.floor(Math.random() * admins.length)] as Actor;
    const attempts = Array.from({ length: 20 }, (_, turn) => {
      const [by, whom] = turn % 4 === 0 ? [any(), undefined] : [any(), any()];
      const target = whom ?? by; // also themselves
      if (turn % 5 === 1) return deactivateMember(by, target.memberId);
      return turn % 3 === 0
        ? removeMember(by, target.memberId)
        : setRole(by, target, turn % 3 === 1 ? "viewer" : "editor");
    });
    const results = await outcomes(attempts);
    expect(results.filter((outcome) => !/^(ok|last_admin|member_not_found)$/.test(outcome))).toEqual([]);
    expect(await activeAdmins(org)).toBeGreaterThanOrEqual(1);
    await owner()`delete from members where org_id = ${org.orgId} and (role <> 'admin' or status <> 'active')`;
  }
}, 30_000);

test("parallel posts of one e-mail address create one member with one invitation", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 4; round += 1) {
    const email = `round${round}@acme.test`;
    const posts = Array.from({ length: 12 }, (_, turn) =>
      createMember(org.admin, {
        first_name: "Grace",
        last_name: "Hopper",
        email: turn % 2 ? email : email.toUpperCase(),
        password: goodPassword,
        role: "viewer",
      }),
    );
    const results = await outcomes(posts);
    expect(results.filter((outcome) => outcome === "ok")).toHaveLength(1);
    expect(results.filter((outcome) => outcome === "email_taken")).toHaveLength(11);
    const [row] = await owner()`
      select (select count(*)::int from members where org_id = ${org.orgId} and email_key = ${email}) as members,
             (select count(*)::int from account_links where org_id = ${org.orgId}) as invitations,
             (select count(*)::int from ou_memberships where org_id = ${org.orgId}) as memberships`;
    expect(row).toEqual({ members: 1, invitations: round + 1, memberships: round + 2 });
  }
}, 30_000);

test("of two members who take one e-mail address in parallel, one gets it", async () => {
  const org = await makeOrganization();
  const people = await Promise.all(Array.from({ length: 6 }, () => addMember(org)));
  for (let round = 0; round < 10; round += 1) {
    const email = `wanted${round}@acme.test`;
    const change = { first_name: "A", last_name: "B", email, role: "viewer" as const };
    const results = await outcomes(people.map((person) => updateMember(org.admin, person.memberId, change)));
    expect(results.sort()).toEqual([...Array(5).fill("email_taken"), "ok"]);
  }
}, 30_000);
