import { beforeAll, describe, expect, test } from "vitest";
import { findSignInAccounts } from "@/db/sign-in";
import type { Actor } from "@/domain/access/actor";
import * as ouMembershipsOperations from "@/domain/ou-memberships/operations";
import { beginSession } from "@/domain/sessions/begin-session";
import { createTokenFor } from "@/domain/tokens/create-token-for";
import * as tokensOperations from "@/domain/tokens/operations";
import { tokenHash } from "@/lib/auth/token";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { addMember, addSession } from "@/testing/members";
import { makeOrganization, type TestOrganization, unknownDevice } from "@/testing/organization";
import { asRequests, createMember, entering } from "@/testing/requests";
import * as deactivateMemberModule from "./deactivate-member";
import * as membersOperations from "./operations";

const { grantMembership } = asRequests(ouMembershipsOperations);
const { createToken } = asRequests(tokensOperations);
const { deactivateMember, reactivateMember } = asRequests(deactivateMemberModule);
const { updateMember } = asRequests(membersOperations);

let org: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  [org, other] = await Promise.all([makeOrganization(), makeOrganization("Other")]);
});

const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });
const statusOf = async (memberId: string) =>
  (await owner()`select status from members where org_member_id = ${memberId}`)[0]?.status;
const proof = tokenHash("!"); // addMember's password hash

async function withCredentials(units: Record<string, "viewer"> = {}) {
  const email = `${newId("mem")}@acme.test`;
  const member = await addMember(org, { email, units });
  const secret = await addSession(member);
  const { token } = (await createToken(member, { name: "CI" })).parse();
  return { member, email, secret, token };
}

const access = async ({ secret, token, email }: { secret: string; token: string; email: string }) => [
  (await entering({ session: secret })) !== null,
  (await entering({ token })) !== null,
  (await findSignInAccounts(email, tokenHash(""))).length,
];

describe("deactivating", () => {
  test("ends sessions, tokens and signing in at once, and keeps memberships", async () => {
    const person = await withCredentials({ [org.unitId]: "viewer" });
    expect(await access(person)).toEqual([true, true, 1]);
    await deactivateMember(org.admin, person.member.memberId);
    expect(await access(person)).toEqual([false, false, 0]);
    const kept = await owner()`select role from ou_memberships where org_member_id = ${person.member.memberId}`;
    expect(kept).toEqual([{ role: "viewer" }]);
  });

  test("reactivating lets them sign in; old sessions and tokens stay ended", async () => {
    const person = await withCredentials();
    await deactivateMember(org.admin, person.member.memberId);
    await reactivateMember(org.admin, person.member.memberId);
    expect(await access(person)).toEqual([false, false, 1]);
    const account = { orgId: person.member.orgId, memberId: person.member.memberId, proof };
    expect(await beginSession(account, unknownDevice)).toMatchObject({
      actor: { orgId: org.orgId },
    });
  });

  test("a credential being created at that moment does not outlive it", async () => {
    const { member, email } = await withCredentials();
    await deactivateMember(org.admin, member.memberId);
    const account = { orgId: member.orgId, memberId: member.memberId, proof };
    expect(await beginSession(account, unknownDevice)).toBeNull();
    await expect(createToken(member, { name: "Late" })).rejects.toEqual(code("unauthorized"));
    await expect(createTokenFor(email)).rejects.toThrow(`The account of ${email} cannot have a token: an admin has`);
    const left = await owner()`select session_hash from sessions where org_member_id = ${member.memberId}
      union all select token_hash from personal_access_tokens where org_member_id = ${member.memberId}`;
    expect(left).toEqual([]);
  });

  test("nor does one created in parallel, every time", async () => {
    for (let round = 0; round < 20; round += 1) {
      const member = await addMember(org);
      const account = { orgId: member.orgId, memberId: member.memberId, proof };
      const begin = () => beginSession(account, { ...unknownDevice, deviceSecret: `device ${round}` });
      const token = () => createToken(member, { name: "Late" }).catch(() => null); // refused where it comes too late
      await Promise.all([begin(), token(), deactivateMember(org.admin, member.memberId), begin(), token()]);
      const left = await owner()`select session_hash from sessions where org_member_id = ${member.memberId}
        union all select token_hash from personal_access_tokens where org_member_id = ${member.memberId}
        union all select device_hash from devices where org_member_id = ${member.memberId}`;
      expect(left, `round ${round}`).toEqual([]);
    }
  }, 30_000);

  test("deactivating or reactivating twice is the same as once", async () => {
    const { memberId } = await addMember(org);
    const since = async () =>
      (await owner()`select deactivated_at from members where org_member_id = ${memberId}`)[0]?.deactivated_at;
    await deactivateMember(org.admin, memberId);
    const first = await since();
    await deactivateMember(org.admin, memberId);
    expect([await since(), await statusOf(memberId)]).toEqual([first, "deactivated"]);
    await reactivateMember(org.admin, memberId);
    await reactivateMember(org.admin, memberId);
    expect(await statusOf(memberId)).toBe("active");
  });

  test("an unknown member and another organization's are both not found", async () => {
    for (const id of ["mem_none", other.admin.memberId]) {
      await expect(deactivateMember(org.admin, id)).rejects.toEqual(code("member_not_found"));
      await expect(reactivateMember(org.admin, id)).rejects.toEqual(code("member_not_found"));
    }
    expect(await statusOf(other.admin.memberId)).toBe("active");
  });

  test("the last active admin cannot be deactivated; others may deactivate themselves", async () => {
    const fresh = await makeOrganization();
    const second = await addMember(fresh, { role: "admin" });
    await deactivateMember(second, second.memberId);
    await expect(deactivateMember(fresh.admin, fresh.admin.memberId)).rejects.toEqual(code("last_admin"));
    const demoted = { first_name: "A", last_name: "B", email: fresh.email, role: "viewer" as const };
    await expect(updateMember(fresh.admin, fresh.admin.memberId, demoted)).rejects.toEqual(code("last_admin"));
    await reactivateMember(fresh.admin, second.memberId);
    await deactivateMember(fresh.admin, fresh.admin.memberId);
    expect(await statusOf(fresh.admin.memberId)).toBe("deactivated");
  });
});

describe("an invited member", () => {
  async function invited(by: Actor) {
    const email = `${newId("mem")}@acme.test`;
    const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const };
    return { email, memberId: (await createMember(by, { ...person, password: "correct horse battery" })).memberId };
  }

  test("loses the link with the account, and is invited again once reactivated", async () => {
    const { memberId } = await invited(org.admin);
    const live = async () =>
      (await owner()`select from account_links where org_member_id = ${memberId} and revoked_at is null`).length;
    expect(await live()).toBe(1);
    await deactivateMember(org.admin, memberId);
    expect([await statusOf(memberId), await live()]).toEqual(["deactivated", 0]);
    await reactivateMember(org.admin, memberId);
    expect([await statusOf(memberId), await live()]).toEqual(["invited", 0]);
  });

  test("gets no token by the operator's command", async () => {
    const { email } = await invited(org.admin);
    await expect(createTokenFor(email)).rejects.toThrow("they have not accepted their invitation");
  });
});

test("access can be granted to a deactivated member, for when they are reactivated", async () => {
  const { memberId } = await addMember(org);
  await deactivateMember(org.admin, memberId);
  expect(await grantMembership(org.admin, org.unitId, memberId, "viewer")).toMatchObject({ granted: true });
});
