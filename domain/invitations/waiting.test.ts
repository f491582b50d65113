import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/domain/access/actor";
import * as deactivation from "@/domain/members/deactivate-member";
import * as membersOperations from "@/domain/members/operations";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/roles";
import { owner } from "@/testing/database";
import { coolDown } from "@/testing/mail-time";
import { addMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { acceptInvitation } from "./accept-invitation";
import { findInvitation } from "./find-invitation";
import * as operations from "./operations";
import * as pending from "./read-pending-invitation";

const { removeMember, updateMember } = asRequests(membersOperations);
const { deactivateMember, reactivateMember } = asRequests(deactivation);
const { copyInvitationLink, resendInvitation } = asRequests(operations);
const { readPendingInvitation } = asRequests(pending);

const choice = { first_name: "Grace", last_name: "Hopper", password: "a password of my own" };
const waiting = { code: "invitation_waiting" };

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});

type Invited = { memberId: string; email: string; linkId: string; token: string };

async function invitedBy(inviter: Actor, role: Role): Promise<Invited> {
  const email = `${newId("mem")}@acme.test`;
  const { memberId } = await createMember(inviter, { ...choice, email, role, password: goodPassword });
  return { memberId, email, ...(await newestLink(memberId)) };
}

async function newestLink(memberId: string) {
  const [link] =
    await owner()`select link_id from account_links where org_member_id = ${memberId} and revoked_at is null`;
  return { linkId: String(link?.link_id), token: linkToken("invitation", link?.link_id) };
}

const accept = ({ token }: { token: string }) => acceptInvitation("invitation", token, choice);
const stateOf = async ({ token }: { token: string }) => (await findInvitation("invitation", token)).state;
const read = async (memberId: string) => (await readPendingInvitation(org.admin, memberId)).parse();
const demote = (whom: Actor) =>
  updateMember(org.admin, whom.memberId, { ...profile, email: `${whom.memberId}@acme.test`, role: "editor" });
const profile = { first_name: "Grace", last_name: "Hopper" };
const rowOf = async (memberId: string) =>
  (await owner()`select role, status from members where org_member_id = ${memberId}`)[0];

describe.each(["admin", "viewer"] as const)("the invitation of a future %s", (role) => {
  test.each([
    ["removed", (whom: Actor) => removeMember(org.admin, whom.memberId)],
    ["demoted", demote],
    ["deactivated", (whom: Actor) => deactivateMember(org.admin, whom.memberId)],
  ])("waits when its inviter is %s, and says who that was", async (_way, lose) => {
    const inviter = await addMember(org, { role: "admin" });
    const invited = await invitedBy(inviter, role);
    const created_by = { org_member_id: inviter.memberId, name: "Grace Hopper" };
    expect(await read(invited.memberId)).toEqual({ email: invited.email, created_by, waiting: false });
    await lose(inviter);
    expect(await stateOf(invited)).toBe("waiting");
    expect(await read(invited.memberId)).toEqual({ email: invited.email, created_by, waiting: true });
    await expect(accept(invited)).rejects.toMatchObject(waiting);
    expect(await rowOf(invited.memberId)).toEqual({ role, status: "invited" });
  });
});

test("another admin takes it over by resending it; the old link stays dead", async () => {
  const inviter = await addMember(org, { role: "admin" });
  const invited = await invitedBy(inviter, "admin");
  await removeMember(org.admin, inviter.memberId);
  await coolDown(invited.memberId);
  await resendInvitation(org.admin, invited.memberId, {});
  expect(await stateOf(invited)).toBe("replaced");
  expect(await read(invited.memberId)).toMatchObject({
    created_by: { org_member_id: org.admin.memberId },
    waiting: false,
  });
  await accept(await newestLink(invited.memberId));
  expect(await rowOf(invited.memberId)).toEqual({ role: "admin", status: "active" });
});

test("copying a link takes it over too", async () => {
  const inviter = await addMember(org, { role: "admin" });
  const invited = await invitedBy(inviter, "viewer");
  await demote(inviter);
  await copyInvitationLink(org.admin, invited.memberId);
  await accept(invited);
  expect(await rowOf(invited.memberId)).toMatchObject({ status: "active" });
});

test("whoever raises an invited member's role becomes the invitation's sender", async () => {
  const riser = await addMember(org, { role: "admin" });
  const invited = await invitedBy(org.admin, "viewer");
  await updateMember(riser, invited.memberId, { ...profile, email: invited.email, role: "admin" });
  await removeMember(org.admin, riser.memberId);
  await expect(accept(invited)).rejects.toMatchObject(waiting);
});

test("an initial password does not get around it", async () => {
  const inviter = await addMember(org, { role: "admin" });
  const invited = await invitedBy(inviter, "admin");
  const id = newId("lnk");
  await owner()`insert into account_links (org_id, link_id, org_member_id, kind, email, expires_at)
    values (${org.orgId}, ${id}, ${invited.memberId}, 'initial_password', ${invited.email}, now() + interval '1 hour')`;
  await removeMember(org.admin, inviter.memberId);
  const token = linkToken("initial_password", id);
  await expect(acceptInvitation("initial_password", token, choice)).rejects.toMatchObject(waiting);
});

test("an inviter who becomes an admin again need not be replaced", async () => {
  const inviter = await addMember(org, { role: "admin" });
  const invited = await invitedBy(inviter, "viewer");
  await deactivateMember(org.admin, inviter.memberId);
  await reactivateMember(org.admin, inviter.memberId);
  await accept(invited);
});

/** Removes an inviter twelve round trips later in each round, so that over the rounds it meets every step of an acceptance. */
async function removeLater(round: number, inviter: Actor, ends: boolean): Promise<void> {
  for (let trip = 0; trip < round * 12; trip += 1) await owner()`select`;
  await removeMember(org.admin, inviter.memberId, ends);
}

test("an acceptance racing its inviter's removal either comes first or is refused, every time", async () => {
  const settle = (work: Promise<unknown>) =>
    work.then(
      () => "ok",
      (reason: { code?: string }) => reason.code,
    );
  const outcomes = new Set<"accepted" | "refused">();
  // On a busy machine an acceptance may take longer than the removals of fifty rounds wait.
  for (let round = 0; round < 50 || (outcomes.size < 2 && round < 150); round += 1) {
    const inviter = await addMember(org, { role: "admin" });
    const invited = await invitedBy(inviter, "admin");
    const ends = round % 2 === 0;
    const [accepted, removed] = await Promise.all([settle(accept(invited)), settle(removeLater(round, inviter, ends))]);
    expect(removed).toBe("ok");
    outcomes.add(accepted === "ok" ? "accepted" : "refused");
    const row = await rowOf(invited.memberId);
    if (accepted === "ok") expect(row).toEqual({ role: "admin", status: "active" });
    else {
      expect(["invitation_waiting", "link_not_valid"]).toContain(accepted);
      expect(row).toEqual(ends ? undefined : { role: "admin", status: "invited" });
    }
  }
  expect([...outcomes].sort(), "the removal came too late, and in time").toEqual(["accepted", "refused"]);
}, 60_000);
