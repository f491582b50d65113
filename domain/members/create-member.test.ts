import { verify } from "@node-rs/argon2";
import { beforeAll, expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { owner } from "@/testing/database";
import { addUnit, goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { createMember } from "@/testing/requests";
import type { CreateMemberInput } from "./schema";

let org: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  [org, other] = await Promise.all([makeOrganization("Northwind"), makeOrganization("Other")]);
});

const input = (email: string, more: Partial<CreateMemberInput> = {}): CreateMemberInput => ({
  first_name: "Grace",
  last_name: "Hopper",
  email,
  password: goodPassword,
  role: "editor",
  ...more,
});
const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });

async function stateOf(email: string) {
  const members = await owner()`select org_member_id from members where org_id = ${org.orgId} and email = ${email}`;
  const invited = await owner()`select from account_links i join members m using (org_id, org_member_id)
    where i.org_id = ${org.orgId} and m.email = ${email}`;
  return { members: members.length, invitations: invited.length };
}

test("a member joins the default OU with their org role, and the invitation is recorded with them", async () => {
  const { memberId, member } = await createMember(org.admin, input("plain@acme.test"));
  expect(member.parse()).toMatchObject({
    org_member_id: memberId,
    email: "plain@acme.test",
    ou_memberships: [{ unit_id: org.unitId, unit_name: "Default", role: "editor", expires_at: null }],
  });
  expect(await stateOf("plain@acme.test")).toEqual({ members: 1, invitations: 1 });
});

test("only the password's argon2id hash is stored", async () => {
  const { memberId, member } = await createMember(org.admin, input("secret@acme.test"));
  const [row] = await owner()`select password_hash from members where org_member_id = ${memberId}`;
  expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verify(row?.password_hash, goodPassword)).toBe(true);
  expect(member.text).not.toMatch(/argon2|password/);
});

test("the chosen memberships replace the default, even if there are none", async () => {
  const unitId = await addUnit(org, "EMEA");
  const chosen = input("chosen@acme.test", { ou_memberships: [{ unit_id: unitId, role: "viewer" }] });
  const some = (await createMember(org.admin, chosen)).member.parse();
  expect(some.ou_memberships).toEqual([{ unit_id: unitId, unit_name: "EMEA", role: "viewer", expires_at: null }]);
  const none = await createMember(org.admin, input("none@acme.test", { ou_memberships: [] }));
  expect(none.member.parse().ou_memberships).toEqual([]);
});

test.each([
  ["never was", () => "unit_none"],
  ["is another organization's", () => other.unitId],
])("an OU that %s leaves no member, membership or invitation", async (_what, unitId) => {
  const memberships = [
    { unit_id: org.unitId, role: "viewer" as const },
    { unit_id: unitId(), role: "viewer" as const },
  ];
  const create = createMember(org.admin, input("atomic@acme.test", { ou_memberships: memberships }));
  await expect(create).rejects.toEqual(code("org_unit_not_found"));
  expect(await stateOf("atomic@acme.test")).toEqual({ members: 0, invitations: 0 });
});

test("an e-mail address has one account per organization, ignoring case", async () => {
  await createMember(other.admin, input("Shared@acme.test"));
  await createMember(org.admin, input("Shared@acme.test"));
  await expect(createMember(org.admin, input("sHARED@ACME.test"))).rejects.toEqual(code("email_taken"));
  expect(await stateOf("Shared@acme.test")).toEqual({ members: 1, invitations: 1 });
});

test.each(["Northwind 2026", "hopper-GRACE", "own.name@acme.test", "own.name1234"])(
  "%s is refused as a password, and leaves nothing",
  async (password) => {
    const create = createMember(org.admin, input("own.name@acme.test", { password }));
    await expect(create).rejects.toMatchObject({ code: "invalid_content", faults: [{ pointer: "/password" }] });
    expect(await stateOf("own.name@acme.test")).toEqual({ members: 0, invitations: 0 });
  },
);
