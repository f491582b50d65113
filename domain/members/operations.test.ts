import { beforeAll, describe, expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addUnit, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import * as memberLists from "./list-members";
import * as membersOperations from "./operations";
import { MemberList } from "./schema";

const { listMembers } = asRequests(memberLists);
const { readMe, readMember, removeMember, updateMember } = asRequests(membersOperations);

let org: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  [org, other] = await Promise.all([makeOrganization(), makeOrganization("Other")]);
});

const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });
const person = (email: string, role: "admin" | "editor" | "viewer" = "viewer") => ({
  first_name: "Grace",
  last_name: "Hopper",
  email,
  role,
});

describe("the directory", () => {
  test("lists everybody oldest first in the documented shape, with memberships in the order of the OUs", async () => {
    const fresh = await makeOrganization();
    const [zulu, alpha] = [await addUnit(fresh, "Zulu"), await addUnit(fresh, "Alpha")];
    const units = { [zulu]: "viewer", [alpha]: "editor", [fresh.unitId]: "admin" } as const;
    const second = await addMember(fresh, { units });
    const list = MemberList.parse((await listMembers(fresh.admin)).parse());
    expect(list.map((member) => member.org_member_id)).toEqual([fresh.admin.memberId, second.memberId]);
    expect(list[1]?.ou_memberships.map((entry) => [entry.unit_name, entry.role])).toEqual([
      ["Default", "admin"],
      ["Alpha", "editor"],
      ["Zulu", "viewer"],
    ]);
    expect(JSON.stringify(list)).not.toMatch(/argon2|password/);
  });

  test("shows a member only memberships in OUs they have access to", async () => {
    const hidden = await addUnit(org, "Hidden");
    const both = await addMember(org, { units: { [hidden]: "viewer", [org.unitId]: "viewer" } });
    const onlooker = await addMember(org, { units: { [org.unitId]: "viewer" } });
    const seen = (await readMember(onlooker, both.memberId)).parse().ou_memberships;
    expect(seen.map((entry) => entry.unit_id)).toEqual([org.unitId]);
  });

  test("shows no member of another organization", async () => {
    for (const id of [other.admin.memberId, "mem_none"]) {
      await expect(readMember(org.admin, id)).rejects.toEqual(code("member_not_found"));
      await expect(updateMember(org.admin, id, person("x@acme.test"))).rejects.toEqual(code("member_not_found"));
      await expect(removeMember(org.admin, id)).rejects.toEqual(code("member_not_found"));
    }
  });
});

describe("updating", () => {
  test("replaces name, e-mail address and role", async () => {
    const { memberId } = await addMember(org);
    await updateMember(org.admin, memberId, person("New.Address@acme.test", "editor"));
    expect((await readMember(org.admin, memberId)).parse()).toMatchObject(person("New.Address@acme.test", "editor"));
  });

  test("lets members change only their own name", async () => {
    const member = await addMember(org, { email: "own@acme.test" });
    await updateMember(member, member.memberId, person("own@acme.test"));
    for (const change of [person("other@acme.test"), person("own@acme.test", "admin")]) {
      await expect(updateMember(member, member.memberId, change)).rejects.toEqual(code("forbidden"));
    }
    expect((await readMember(org.admin, member.memberId)).parse()).toMatchObject(person("own@acme.test"));
  });

  test("refuses a taken e-mail address, ignoring case, but not one of another organization", async () => {
    await addMember(org, { email: "taken@acme.test" });
    const { memberId } = await addMember(org);
    await expect(updateMember(org.admin, memberId, person("TAKEN@acme.test"))).rejects.toEqual(code("email_taken"));
    await addMember(other, { email: "taken@acme.test" });
  });
});

describe("the last admin", () => {
  test("cannot be demoted or removed, by themselves or by a former admin", async () => {
    const fresh = await makeOrganization();
    const { admin, email } = fresh;
    await expect(updateMember(admin, admin.memberId, person(email, "editor"))).rejects.toEqual(code("last_admin"));
    await expect(removeMember(admin, admin.memberId)).rejects.toEqual(code("last_admin"));
    await updateMember(admin, admin.memberId, person(email, "admin"));
  });

  test("may leave once there is another", async () => {
    const fresh = await makeOrganization();
    const second = await addMember(fresh, { role: "admin" });
    await removeMember(second, fresh.admin.memberId);
    await expect(removeMember(second, second.memberId)).rejects.toEqual(code("last_admin"));
    const rows = await owner()`select role from members where org_id = ${fresh.orgId}`;
    expect(rows).toEqual([{ role: "admin" }]);
  });
});

describe("removing", () => {
  test("ends memberships, tokens, links and messages with the member", async () => {
    const fresh = await makeOrganization();
    const second = await addMember(fresh, { role: "admin" });
    await removeMember(second, fresh.admin.memberId);
    for (const table of ["ou_memberships", "personal_access_tokens", "account_links", "messages"]) {
      const left = await owner()`select from ${owner()(table)} where org_id = ${fresh.orgId}`;
      expect(left, table).toHaveLength(0);
    }
  });
});

describe("me", () => {
  test("is the account with the selected OU, or null without access to it", async () => {
    const member = await addMember(org, { units: { [org.unitId]: "editor" } });
    const hidden = await addUnit(org, "Not mine");
    const activeOu = async (selected?: string) => (await readMe(member, selected)).parse().active_ou;
    expect(await activeOu(org.unitId)).toMatchObject({ unit_id: org.unitId, role: "editor" });
    for (const none of [undefined, hidden, other.unitId, "unit_none", "__proto__"])
      expect(await activeOu(none)).toBeNull();
  });

  test("of a member removed in the meantime is unauthorized", async () => {
    const member = await addMember(org);
    await removeMember(org.admin, member.memberId);
    await expect(readMe(member, undefined)).rejects.toEqual(code("unauthorized"));
  });
});
