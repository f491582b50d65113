import { beforeEach, describe, expect, test } from "vitest";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import * as membersOperations from "@/domain/members/operations";
import { linkToken } from "@/lib/auth/account-link";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import {
  addMember,
  asRequests,
  changeEmailOf,
  changePasswordOf,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";
import * as changeEmail from "./change-email";
import { confirmEmail } from "./confirm-email";
import { sendResetLinks } from "./request-password-reset";

const { deactivateMember } = asRequests(deactivateMemberModule);
const { updateMember } = asRequests(membersOperations);
const { cancelEmailChange, readOwnEmail } = asRequests(changeEmail);

let org: TestOrganization;
let email: string;
beforeEach(async () => {
  org = await makeOrganization();
  email = `${newId("mem")}@new.test`;
});

const code = (expected: string) => expect.objectContaining({ constructor: DomainError, code: expected });
const request = (address = email, password = goodPassword) =>
  changeEmailOf(org.admin, { email: address, current_password: password });
const mails = () =>
  owner()`select kind, to_address as to, facts from messages where org_id = ${org.orgId} order by message_id`;
const liveLinks = async (memberId: string = org.admin.memberId) =>
  (
    await owner()`select kind from account_links where org_member_id = ${memberId} and used_at is null and revoked_at is null`
  ).map(({ kind }) => kind);
const addressOf = async (memberId: string = org.admin.memberId) =>
  (await owner()`select email from members where org_member_id = ${memberId}`)[0]?.email;
async function newestToken(): Promise<string> {
  const [link] = await owner()`select link_id from account_links
    where org_id = ${org.orgId} and kind = 'email_confirmation' order by link_id desc limit 1`;
  return linkToken("email_confirmation", link?.link_id);
}

describe("a change of one's own address", () => {
  test("changes nothing until the new address confirms, then notifies both", async () => {
    const asked = await request();
    expect(asked.email).toBe(email);
    expect([await addressOf(), await readOwnEmail(org.admin)]).toEqual([
      org.email,
      { email: org.email, pending: asked },
    ]);
    expect(await mails()).toMatchObject([{ kind: "email_confirmation", to: email, facts: { new_email: email } }]);
    await confirmEmail(await newestToken());
    expect(await readOwnEmail(org.admin)).toEqual({ email, pending: null });
    const told = { kind: "email_changed", facts: { old_email: org.email, new_email: email } };
    expect((await mails()).slice(1)).toMatchObject([
      { ...told, to: org.email },
      { ...told, to: email },
    ]);
  });

  test("ends a reset link mailed to the old address", async () => {
    const account = { org_id: org.orgId, org_member_id: org.admin.memberId };
    await sendResetLinks({ accounts: [account] }, new Date());
    await request();
    expect((await liveLinks()).sort()).toEqual(["email_confirmation", "password_reset"]);
    await confirmEmail(await newestToken());
    expect(await liveLinks()).toEqual([]);
  });

  test("is confirmed only once, even by ten parallel requests", async () => {
    await request();
    const token = await newestToken();
    const settled = await Promise.allSettled(Array.from({ length: 10 }, () => confirmEmail(token)));
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of settled) if (one.status === "rejected") expect(one.reason).toEqual(code("link_not_valid"));
    expect((await mails()).filter(({ kind }) => kind === "email_changed")).toHaveLength(2);
  });

  test("is not confirmed by a link that is cancelled, replaced, expired, forged, or belongs to a deactivated member", async () => {
    const refused = async (token: string) => {
      await expect(confirmEmail(token)).rejects.toEqual(code("link_not_valid"));
      expect(await addressOf()).toBe(org.email);
    };
    await request();
    const cancelled = await newestToken();
    await cancelEmailChange(org.admin);
    await cancelEmailChange(org.admin);
    expect((await readOwnEmail(org.admin)).pending).toBeNull();
    await refused(cancelled);
    await request();
    const replaced = await newestToken();
    await request(`other.${email}`);
    await refused(replaced);
    await owner()`update account_links set expires_at = now() where org_id = ${org.orgId}`;
    await refused(await newestToken());
    expect((await readOwnEmail(org.admin)).pending).toBeNull();
    await refused(linkToken("password_reset", `lnk_${"0".repeat(32)}`));
    await request();
    const heir = await addMember(org, { role: "admin" });
    await deactivateMember(heir, org.admin.memberId);
    await refused(await newestToken());
  });

  test("needs the password, with at most ten wrong attempts", async () => {
    for (let time = 0; time < 10; time += 1) {
      const fault = { code: "invalid_content", faults: [{ pointer: "/current_password" }] };
      await expect(request(email, "not the password")).rejects.toMatchObject(fault);
    }
    await expect(request()).rejects.toEqual(code("too_many_attempts"));
    expect(await mails()).toEqual([]);
  });

  test("is refused for one's current address and for a colleague's, ignoring case", async () => {
    await addMember(org, { email });
    await expect(request(org.email)).rejects.toMatchObject({ faults: [{ pointer: "/email" }] });
    await expect(request(email.toUpperCase())).rejects.toEqual(code("email_taken"));
    const other = await makeOrganization("Other");
    await expect(request(other.email), "another organization's member is nobody here").resolves.toBeDefined();
  });

  test("is refused if a colleague has taken the address in the meantime; the link works again once they give it up", async () => {
    await request();
    const { memberId } = await addMember(org, { email });
    const token = await newestToken();
    await expect(confirmEmail(token)).rejects.toEqual(code("email_taken"));
    await owner()`delete from members where org_member_id = ${memberId}`;
    await confirmEmail(token);
    expect(await addressOf()).toBe(email);
  });

  test("cannot be started by somebody deactivated after their credential was read", async () => {
    const heir = await addMember(org, { role: "admin" });
    await deactivateMember(heir, org.admin.memberId);
    await expect(request()).rejects.toEqual(code("unauthorized"));
    expect([await liveLinks(), await mails()]).toEqual([[], []]);
  });

  test("mails at most three confirmations to one mailbox and five for one member in fifteen minutes", async () => {
    for (let time = 0; time < 3; time += 1) await request();
    await expect(request()).rejects.toEqual(code("too_many_attempts"));
    for (const index of [1, 2]) await request(`${index}.${email}`);
    await expect(request(`3.${email}`)).rejects.toEqual(code("too_many_attempts"));
    expect(await mails()).toHaveLength(5);
  });
});

describe("an address that an admin changes", () => {
  const person = (address: string) => ({
    first_name: "Grace",
    last_name: "Hopper",
    email: address,
    role: "viewer" as const,
  });

  test("notifies both addresses, and ends links mailed to the old one", async () => {
    const { memberId } = await addMember(org, { email: `old.${email}` });
    await sendResetLinks({ accounts: [{ org_id: org.orgId, org_member_id: memberId }] }, new Date());
    expect(await liveLinks(memberId)).toEqual(["password_reset"]);
    await updateMember(org.admin, memberId, person(email));
    expect(await liveLinks(memberId)).toEqual([]);
    const told = (await mails()).filter(({ kind }) => kind === "email_changed").map(({ to }) => to);
    expect(told).toEqual([`old.${email}`, email]);
  });

  test("notifies nobody if only the name changes or the member has no access", async () => {
    const [active, gone] = [
      await addMember(org, { email: `a.${email}` }),
      await addMember(org, { email: `b.${email}` }),
    ];
    await deactivateMember(org.admin, gone.memberId);
    await updateMember(org.admin, active.memberId, person(`a.${email}`));
    await updateMember(org.admin, gone.memberId, person(`c.${email}`));
    expect(await mails()).toEqual([]);
    expect(await addressOf(gone.memberId)).toBe(`c.${email}`);
  });
});

test("a changed password is notified and ends a reset link; a refused change does neither", async () => {
  const change = (current_password: string) =>
    changePasswordOf(org.admin, { current_password, new_password: "an entirely new password" });
  await sendResetLinks({ accounts: [{ org_id: org.orgId, org_member_id: org.admin.memberId }] }, new Date());
  await expect(change("not the password")).rejects.toEqual(code("invalid_content"));
  expect((await mails()).map(({ kind }) => kind)).toEqual(["password_reset"]);
  await change(goodPassword);
  expect(await mails()).toMatchObject([{}, { kind: "password_changed", to: org.email }]);
  expect(await liveLinks()).toEqual([]);
});
