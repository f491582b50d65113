import { beforeAll, beforeEach, expect, test } from "vitest";
import { sendResetLinks } from "@/domain/account/request-password-reset";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { owner } from "@/testing/database";
import { goodPassword, makeOrganization, type TestOrganization, unknownDevice } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { acceptInvitation } from "./accept-invitation";
import { openInvitation } from "./find-invitation";
import * as invitationsOperations from "./operations";
import * as readTimelineModule from "./read-timeline";
import { redeemInitialPassword } from "./redeem-initial-password";

const { copyInvitationLink, resendInvitation } = asRequests(invitationsOperations);
const { readTimeline } = asRequests(readTimelineModule);

let org: TestOrganization;
let memberId: string;
let email: string;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});
beforeEach(async () => {
  email = `${newId("mem")}@acme.test`;
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password: goodPassword };
  memberId = (await createMember(org.admin, person)).memberId;
});

const timeline = async () => (await readTimeline(org.admin, memberId)).parse();
const events = async () => (await timeline()).map(({ event }) => event);
const newestToken = async () => {
  const [link] =
    await owner()`select link_id from account_links where org_member_id = ${memberId} order by link_id desc`;
  return linkToken("invitation", link?.link_id);
};
/** What the worker and the provider's webhook would write, and what time would do; `what` is SQL of the test's own. */
const setMessage = (what: string) =>
  owner().unsafe(`update messages set ${what} where org_member_id = '${memberId}' and sent_at is null`);
const setLink = (what: string) =>
  owner().unsafe(`update account_links set ${what} where org_member_id = '${memberId}' and revoked_at is null`);

test("a successful invitation, in order", async () => {
  expect(await timeline()).toEqual([{ event: "queued", at: expect.any(String), email, detail: null }]);
  await setMessage("status = 'delivered', sent_at = now(), delivered_at = now()");
  await openInvitation("invitation", await newestToken());
  const choice = { first_name: "Grace", last_name: "Hopper", password: "a password of my own" };
  await acceptInvitation("invitation", await newestToken(), choice);
  expect(await events()).toEqual(["queued", "sent", "delivered", "link_opened", "accepted"]);
});

test("a mail that is late, fails or bounces says why, without the link", async () => {
  await setMessage("reason = 'no_answer', attempts = 2");
  expect(await timeline()).toMatchObject([{ event: "queued", detail: "no_answer" }]);
  await setMessage("status = 'failed', reason = 'validation_error 422', failed_at = now()");
  expect(await timeline()).toMatchObject([
    { event: "queued", detail: null },
    { event: "failed", detail: "validation_error 422" },
  ]);
  await setMessage(
    "status = 'bounced', reason = 'bounce_permanent', failed_at = null, sent_at = now(), bounced_at = now()",
  );
  const details = (await timeline()).map(({ event, detail }) => [event, detail]);
  expect(details).toEqual([
    ["queued", null],
    ["sent", null],
    ["bounced", "bounce_permanent"],
  ]);
  const text = (await readTimeline(org.admin, memberId)).text;
  expect(text).not.toMatch(/lnk_|http/);
  expect(text).not.toContain((await newestToken()).slice(-43));
});

test("without a provider the mail is kept and not shown as sent", async () => {
  await setMessage("status = 'kept'");
  expect(await events()).toEqual(["queued", "kept"]);
});

test("a corrected address, an expired link and a copied link each show their address", async () => {
  const right = `${newId("mem")}@acme.test`;
  await setMessage("status = 'bounced', sent_at = now(), bounced_at = now()");
  await resendInvitation(org.admin, memberId, { email: right });
  await setLink("expires_at = now()");
  await copyInvitationLink(org.admin, memberId);
  const seen = (await timeline()).map(
    ({ event, email: address }) => `${event} ${address === right ? "right" : "wrong"}`,
  );
  expect(seen.sort()).toEqual(
    [
      ...["queued wrong", "sent wrong", "bounced wrong", "link_ended wrong"],
      ...["queued right", "link_expired right", "link_copied right"],
    ].sort(),
  );
});

test("each copy of a link is shown, also if it is mailed later; links that end together are one event", async () => {
  await copyInvitationLink(org.admin, memberId);
  await copyInvitationLink(org.admin, memberId);
  expect(await events()).toEqual(["queued", "link_copied", "link_copied"]);
  await owner()`update account_links set created_at = created_at - interval '2 minutes' where org_member_id = ${memberId}`;
  await owner()`update messages set created_at = created_at - interval '2 minutes' where org_member_id = ${memberId}`;
  await sendResetLinks({ accounts: [{ org_id: org.orgId, org_member_id: memberId }] }, new Date()); // "forgotten password"
  expect(await events()).toEqual(["queued", "link_copied", "link_copied", "queued"]);
  await resendInvitation(org.admin, memberId, { email: `${newId("mem")}@acme.test` });
  expect((await events()).filter((event) => event === "link_ended")).toHaveLength(1);
});

test("the acceptance says if the initial password was used", async () => {
  const [account] = (await verifySignIn(email, goodPassword, unknownDevice)) ?? [];
  const path = account && (await redeemInitialPassword(account));
  const choice = { first_name: "Grace", last_name: "Hopper", password: "a password of my own" };
  await acceptInvitation("initial_password", path?.split("/").at(-1) ?? "", choice);
  expect((await timeline()).map(({ event, detail }) => [event, detail])).toEqual([
    ["queued", null],
    ["accepted", "initial_password"],
  ]);
});

test("the founder of the organization has accepted no invitation", async () => {
  expect((await readTimeline(org.admin, org.admin.memberId)).parse()).toEqual([]);
});

test("the member is not found for another organization's admin", async () => {
  const other = await makeOrganization("Zenith");
  await expect(readTimeline(other.admin, memberId)).rejects.toMatchObject({ code: "member_not_found" });
});
