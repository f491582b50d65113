import { expect, test } from "vitest";
import * as membersOperations from "@/domain/members/operations";
import * as tokensOperations from "@/domain/tokens/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, goodPassword, makeOrganization } from "@/testing/organization";
import { outcomes } from "@/testing/outcomes";
import { asRequests, createMember } from "@/testing/requests";
import * as ouMembershipsOperations from "./operations";

const { removeMember } = asRequests(membersOperations);
const { createToken } = asRequests(tokensOperations);
const { grantMembership, revokeMembership } = asRequests(ouMembershipsOperations);

test("a grant racing the member's removal leaves no orphan and causes no unexpected error", async () => {
  const org = await makeOrganization();
  const unitId = await addUnit(org, "EMEA");
  const seen = new Set<string>();
  for (let round = 0; round < 120; round += 1) {
    const { memberId } = await addMember(org, round % 2 ? { units: { [unitId]: "viewer" } } : {});
    const grant = () => grantMembership(org.admin, unitId, memberId, "editor");
    const remove = () => removeMember(org.admin, memberId);
    const [granted, removed] = await outcomes(round % 3 ? [grant(), remove()] : [remove(), grant()].reverse());
    expect(removed).toBe("ok");
    expect(granted).toMatch(/^(ok|member_not_found)$/);
    seen.add(String(granted));
    const left = await owner()`select from ou_memberships where org_member_id = ${memberId}`;
    expect(left).toHaveLength(0);
  }
  expect(seen, "the race went both ways").toEqual(new Set(["ok", "member_not_found"]));
}, 30_000);

test("many grants and revocations of one membership end in one row or none", async () => {
  const org = await makeOrganization();
  const unitId = await addUnit(org, "EMEA");
  const { memberId } = await addMember(org);
  for (let round = 0; round < 20; round += 1) {
    const work = Array.from({ length: 16 }, (_, turn) =>
      turn % 4 === 3
        ? revokeMembership(org.admin, unitId, memberId)
        : grantMembership(org.admin, unitId, memberId, turn % 2 ? "editor" : "viewer"),
    );
    const results = await outcomes(work);
    expect(results.filter((outcome) => !/^(ok|membership_not_found)$/.test(outcome))).toEqual([]);
    const rows =
      await owner()`select role from ou_memberships where unit_id = ${unitId} and org_member_id = ${memberId}`;
    expect(rows.length).toBeLessThanOrEqual(1);
  }
}, 30_000);

test("of parallel grants of one membership exactly one is new", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 20; round += 1) {
    const { memberId } = await addMember(org);
    const grants = await Promise.all(
      Array.from({ length: 8 }, () => grantMembership(org.admin, org.unitId, memberId, "viewer")),
    );
    expect(grants.filter(({ granted }) => granted)).toHaveLength(1);
  }
}, 30_000);

test("a removal racing every change of the member leaves nothing behind", async () => {
  const org = await makeOrganization();
  for (let round = 0; round < 30; round += 1) {
    const member = await addMember(org, { role: "editor" });
    const results = await outcomes([
      createToken(member, { name: "Racing" }),
      grantMembership(org.admin, org.unitId, member.memberId, "admin"),
      removeMember(org.admin, member.memberId),
      removeMember(org.admin, member.memberId),
    ]);
    expect(results.slice(2).sort()).toEqual(["member_not_found", "ok"]);
    for (const table of ["ou_memberships", "personal_access_tokens", "members"]) {
      const left = await owner()`select from ${owner()(table)} where org_member_id = ${member.memberId}`;
      expect(left, table).toHaveLength(0);
    }
  }
}, 30_000);

test("a member can be created in an OU while others are granted access there", async () => {
  const org = await makeOrganization();
  const unitId = await addUnit(org, "EMEA");
  const others = await Promise.all(Array.from({ length: 8 }, () => addMember(org)));
  const person = { first_name: "Grace", last_name: "Hopper", password: goodPassword, role: "viewer" as const };
  const memberships = { ou_memberships: [{ unit_id: unitId, role: "viewer" as const }] };
  const results = await outcomes([
    ...others.map((other) => grantMembership(org.admin, unitId, other.memberId, "viewer")),
    ...Array.from({ length: 4 }, (_, turn) =>
      createMember(org.admin, { ...person, ...memberships, email: `p${turn}@acme.test` }),
    ),
  ]);
  expect(new Set(results)).toEqual(new Set(["ok"]));
  expect(await owner()`select from ou_memberships where unit_id = ${unitId}`).toHaveLength(12);
}, 30_000);
