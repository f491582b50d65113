import { beforeEach, expect, test } from "vitest";
import { PUT as changePassword } from "@/app/(api)/me/password/route";
import { POST as reauthenticate } from "@/app/(api)/me/reauthenticate/route";
import { DELETE as endOthers } from "@/app/(api)/settings/sessions/route";
import { sendResetLinks } from "@/domain/account/request-password-reset";
import { linkToken } from "@/lib/auth/account-link";
import { actionsOf, auditOf } from "@/testing/audit";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { changeEmailOf, createMember } from "@/testing/requests";
import { POST as choosePassword } from "./choose-password/submit/route";
import { POST as confirmEmail } from "./confirm-email/submit/route";
import { POST as accept } from "./invitation/submit/route";
import { POST as reset } from "./reset-password/submit/route";

const client = { "x-forwarded-for": "192.0.2.7", "user-agent": "a test" };
const origin = { ip: "192.0.2.7", user_agent: "a test" };
const OWN = "a password of my own";

let org: TestOrganization;
let browser: Browser;
beforeEach(async () => {
  org = await makeOrganization();
  browser = new Browser();
});

const signIn = (password = goodPassword, email = org.email, who = browser) => who.signIn({ email, password }, client);
const newestLink = async (kind: "invitation" | "password_reset" | "email_confirmation") => {
  const [link] = await owner()`select link_id from account_links
    where org_id = ${org.orgId} and kind = ${kind} order by link_id desc limit 1`;
  return linkToken(kind, link?.link_id);
};
const invited = (email: string) =>
  createMember(org.admin, { first_name: "Ida", last_name: "B", email, role: "viewer", password: goodPassword });
const send = (handler: Parameters<Browser["call"]>[0], json: object, headers = client) =>
  browser.call(handler, "/", { method: "POST", json, headers });

test("signing in, signing out and confirming the password leave entries that name the client", async () => {
  await signIn();
  await send(reauthenticate, { password: goodPassword });
  await signIn(goodPassword, org.email, new Browser());
  await browser.call(endOthers, "/", { method: "DELETE", headers: client });
  await browser.call(endOthers, "/", { method: "DELETE", headers: client }); // there are none any more
  await browser.signOut(client);
  const entries = await auditOf(org);
  expect(entries.map(({ action }) => action)).toEqual([
    ...["session.started", "session.confirmed", "session.started", "session.others_ended", "session.ended"],
  ]);
  const [started] = entries;
  for (const entry of entries) {
    expect(entry).toMatchObject({ actor: { kind: "member", id: org.admin.memberId }, origin });
    expect(entry.request_id).toMatch(/^req_/);
  }
  expect(entries.at(-1)).toMatchObject({ credential: { kind: "session", id: started?.target.id } });
  expect(entries.at(-1)?.target).toEqual(started?.target);
});

test("signing in again in the same browser ends the earlier session, which leaves an entry", async () => {
  await signIn();
  await signIn();
  expect(await actionsOf(org)).toEqual(["session.started", "session.started", "session.ended"]);
});

test("accepting an invitation is the invitee's act", async () => {
  const { memberId } = await invited("ida@acme.test");
  const choice = { first_name: "Ida", last_name: "Wells", password: OWN };
  expect((await send(accept, { token: await newestLink("invitation"), ...choice })).status).toBe(200);
  const [, accepted] = await auditOf(org, memberId);
  expect(accepted).toMatchObject({
    action: "member.accepted",
    actor: { kind: "member", id: memberId },
    origin,
    changes: [{ field: "status", before: "invited", after: "active" }],
    personal: { name: "Ida Wells", changes: [{ field: "last_name", before: "B", after: "Wells" }] },
  });
});

test("using an initial password leaves an entry, and choosing one's own leaves another", async () => {
  const { memberId } = await invited("eve@acme.test");
  const answer = await signIn(goodPassword, "eve@acme.test");
  const { url } = (await answer.json()) as { url: string };
  const choice = { token: url.split("/").at(-1), first_name: "Ida", last_name: "B", password: OWN };
  expect((await send(choosePassword, choice)).status).toBe(200);
  expect(await actionsOf(org, memberId)).toEqual([
    ...["member.created", "member.initial_password_used", "member.accepted"],
  ]);
});

test("a forgotten password leaves an entry when a link is sent, and when it is reset", async () => {
  const account = { org_id: org.orgId, org_member_id: org.admin.memberId };
  await sendResetLinks({ accounts: [account] }, new Date(Date.now() + 60_000));
  const fields = { token: await newestLink("password_reset"), password: OWN, end_tokens: "on" };
  expect((await send(reset, fields)).status).toBe(200);
  const [requested, done, ...others] = await auditOf(org, org.admin.memberId);
  expect(requested).toMatchObject({ action: "member.password_reset_requested", actor: { kind: "system" } });
  expect(done).toMatchObject({ action: "member.password_reset", origin });
  expect(done?.changes).toEqual([{ field: "tokens", before: 1, after: 0 }]);
  expect(others).toEqual([]);
});

test("changing a password and an address leaves entries, and no password is in them", async () => {
  await signIn();
  const change = { current_password: goodPassword, new_password: OWN };
  await browser.call(changePassword, "/", { method: "PUT", json: change, headers: client });
  await changeEmailOf(org.admin, { email: "new@acme.test", current_password: OWN });
  await send(confirmEmail, { token: await newestLink("email_confirmation") });
  const entries = await auditOf(org, org.admin.memberId);
  expect(entries.map(({ action }) => action)).toEqual([
    ...["member.password_changed", "member.email_change_requested", "member.email_changed"],
  ]);
  const changes = [{ field: "email", before: org.email, after: "new@acme.test" }];
  expect(entries.slice(1)).toMatchObject([{ personal: { changes } }, { personal: { changes }, origin }]);
  expect(JSON.stringify(entries)).not.toMatch(/a password of my own|lnk_/);
  expect(JSON.stringify(entries)).not.toContain(goodPassword);
});
