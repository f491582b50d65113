import { expect, test } from "vitest";
import * as membersOperations from "@/domain/members/operations";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { coolDown } from "@/testing/mail-time";
import { addMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { acceptInvitation } from "./accept-invitation";
import { findInvitation } from "./find-invitation";
import * as invitationsOperations from "./operations";

const { updateMember } = asRequests(membersOperations);
const { copyInvitationLink, resendInvitation, revokeInvitation } = asRequests(invitationsOperations);

const address = () => `${newId("mem")}@acme.test`;

async function invitePerson({ admin }: TestOrganization, email = address()) {
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password: goodPassword };
  const { memberId } = await createMember(admin, person);
  return { memberId, email };
}
const tokenOf = (url: string) => url.split("/").at(-1) ?? "";
const copied = async ({ admin }: TestOrganization, memberId: string) =>
  tokenOf((await copyInvitationLink(admin, memberId)).url);
const stateOf = async (token: string) => (await findInvitation("invitation", token)).state;
const choice = { first_name: "Grace", last_name: "Hopper", password: "a password of my own" };
const mailsTo = async (memberId: string) =>
  (await owner()`select to_address from messages where org_member_id = ${memberId} order by message_id`).map(
    (row) => row.to_address,
  );

test("a resent invitation ends the earlier link, and is sent at most once a minute", async () => {
  const org = await makeOrganization();
  const { memberId, email } = await invitePerson(org);
  const first = await copied(org, memberId);
  await expect(resendInvitation(org.admin, memberId, {})).rejects.toMatchObject({ code: "too_soon" });
  expect(await stateOf(first)).toBe("live"); // a refusal ends nothing
  await coolDown(memberId);
  const again = await resendInvitation(org.admin, memberId, {});
  expect(again).toMatchObject({ email });
  expect(await mailsTo(memberId)).toEqual([email, email]);
  expect(await stateOf(first)).toBe("replaced");
  expect(await stateOf(await copied(org, memberId))).toBe("live");
  await expect(acceptInvitation("invitation", first, choice)).rejects.toMatchObject({ code: "link_not_valid" });
});

test("too_soon says how long to wait, and of ten parallel resends one is sent", async () => {
  const org = await makeOrganization();
  const { memberId } = await invitePerson(org);
  const early = await resendInvitation(org.admin, memberId, {}).catch((error: unknown) => error);
  expect(early).toMatchObject({ code: "too_soon", retrySeconds: expect.any(Number) });
  const { retrySeconds } = early as { retrySeconds: number };
  expect(retrySeconds > 0 && retrySeconds <= 60).toBe(true);
  await coolDown(memberId);
  const all = Array.from({ length: 10 }, () => resendInvitation(org.admin, memberId, {}));
  expect((await Promise.allSettled(all)).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await mailsTo(memberId)).toHaveLength(2);
});

test("a corrected address is invited at once, the first link ends, and switching back and forth is too soon", async () => {
  const org = await makeOrganization();
  const { memberId, email } = await invitePerson(org);
  const first = await copied(org, memberId);
  const right = address();
  expect(await resendInvitation(org.admin, memberId, { email: right })).toMatchObject({ email: right });
  expect(await mailsTo(memberId)).toEqual([email, right]);
  expect(await stateOf(first)).toBe("replaced");
  expect(await findInvitation("invitation", await copied(org, memberId))).toMatchObject({ invitee: { email: right } });
  await expect(resendInvitation(org.admin, memberId, { email })).rejects.toMatchObject({ code: "too_soon" });
});

test("a taken address is refused and nothing changes", async () => {
  const org = await makeOrganization();
  const { memberId, email } = await invitePerson(org);
  const first = await copied(org, memberId);
  const taken = org.email.toUpperCase();
  await expect(resendInvitation(org.admin, memberId, { email: taken })).rejects.toMatchObject({ code: "email_taken" });
  expect(await stateOf(first)).toBe("live");
  expect(await mailsTo(memberId)).toEqual([email]);
});

test("changing an invited member's address invites them there; other changes do not", async () => {
  const org = await makeOrganization();
  const { memberId, email } = await invitePerson(org);
  const first = await copied(org, memberId);
  const person = { first_name: "Gracia", last_name: "Hopper", role: "editor" as const };
  await updateMember(org.admin, memberId, { ...person, email });
  expect([await mailsTo(memberId), await stateOf(first)]).toEqual([[email], "live"]);
  const right = address();
  await updateMember(org.admin, memberId, { ...person, email: right });
  expect([await mailsTo(memberId), await stateOf(first)]).toEqual([[email, right], "replaced"]);
});

test("a copied link is separate: earlier links keep working until one is used or all end", async () => {
  const org = await makeOrganization();
  const { memberId } = await invitePerson(org);
  const [mail] = await owner()`select link_id from messages where org_member_id = ${memberId}`;
  const links = [linkToken("invitation", mail?.link_id), await copied(org, memberId), await copied(org, memberId)];
  const states = () => Promise.all(links.map(stateOf));
  expect(new Set(links).size).toBe(3);
  expect(await states()).toEqual(["live", "live", "live"]);
  expect(await mailsTo(memberId)).toHaveLength(1);
  await coolDown(memberId);
  await resendInvitation(org.admin, memberId, {});
  expect(await states()).toEqual(["replaced", "replaced", "replaced"]);
});

test("of several valid links used in parallel, one succeeds", async () => {
  const org = await makeOrganization();
  const { memberId } = await invitePerson(org);
  const links = await Promise.all(Array.from({ length: 6 }, () => copied(org, memberId)));
  const outcomes = await Promise.allSettled(links.map((token) => acceptInvitation("invitation", token, choice)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(
    await owner()`select from account_links where org_member_id = ${memberId} and used_at is not null`,
  ).toHaveLength(1);
  const live = await owner()`select from account_links
    where org_member_id = ${memberId} and used_at is null and revoked_at is null`;
  expect(live).toHaveLength(0);
});

test("withdrawing removes the member, and their link says so", async () => {
  const org = await makeOrganization();
  const { memberId } = await invitePerson(org);
  const token = await copied(org, memberId);
  await revokeInvitation(org.admin, memberId);
  expect(await owner()`select 1 from members where org_member_id = ${memberId}`).toEqual([]);
  expect(await stateOf(token)).toBe("withdrawn");
  await expect(acceptInvitation("invitation", token, choice)).rejects.toMatchObject({ code: "link_not_valid" });
  await expect(revokeInvitation(org.admin, memberId)).rejects.toMatchObject({ code: "member_not_found" });
});

test("a member who has accepted, or was never invited, has no invitation", async () => {
  const org = await makeOrganization();
  const { memberId } = await invitePerson(org);
  await acceptInvitation("invitation", await copied(org, memberId), choice);
  const never = await addMember(org);
  for (const id of [memberId, never.memberId, org.admin.memberId]) {
    const code = "not_invited";
    await expect(resendInvitation(org.admin, id, {})).rejects.toMatchObject({ code });
    await expect(copyInvitationLink(org.admin, id)).rejects.toMatchObject({ code });
    await expect(revokeInvitation(org.admin, id)).rejects.toMatchObject({ code });
  }
});

test("of a parallel withdrawal and acceptance exactly one happens", async () => {
  const org = await makeOrganization();
  for (let time = 0; time < 5; time += 1) {
    const { memberId } = await invitePerson(org);
    const token = await copied(org, memberId);
    const both = [acceptInvitation("invitation", token, choice), revokeInvitation(org.admin, memberId)];
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(outcomes.filter((status) => status === "fulfilled")).toHaveLength(1);
    const left = await owner()`select status from members where org_member_id = ${memberId}`;
    expect(left).toEqual(outcomes[0] === "fulfilled" ? [{ status: "active" }] : []);
  }
});

test("another organization's admin can reach none of it", async () => {
  const [org, other] = [await makeOrganization(), await makeOrganization("Zenith")];
  const { memberId, email } = await invitePerson(org);
  const token = await copied(org, memberId);
  const code = "member_not_found";
  await expect(resendInvitation(other.admin, memberId, { email: address() })).rejects.toMatchObject({ code });
  await expect(copyInvitationLink(other.admin, memberId)).rejects.toMatchObject({ code });
  await expect(revokeInvitation(other.admin, memberId)).rejects.toMatchObject({ code });
  expect([await mailsTo(memberId), await stateOf(token)]).toEqual([[email], "live"]);
});
