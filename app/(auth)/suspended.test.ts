import { beforeEach, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { acceptInvitation } from "@/domain/invitations/accept-invitation";
import { openInvitation } from "@/domain/invitations/find-invitation";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { createMember } from "@/testing/requests";

let org: TestOrganization;
let browser: Browser;
beforeEach(async () => {
  org = await makeOrganization();
  browser = new Browser();
});

const setSuspended = (isSuspended: boolean) =>
  owner()`update organizations set suspended_at = ${isSuspended ? owner()`now()` : null} where org_id = ${org.orgId}`;
const signIn = () => browser.signIn({ email: org.email, password: goodPassword });
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const me = async () => (await browser.call(readMe, "/me")).status;

test("nobody signs in to a suspended organization, and only the right password learns why", async () => {
  await setSuspended(true);
  const [right, wrong] = [await signIn(), await browser.signIn({ email: org.email, password: "a wrong password" })];
  expect([right.status, await code(right), await code(wrong)]).toEqual([
    403,
    "organization_suspended",
    "sign_in_failed",
  ]);
  expect(await owner()`select from sessions where org_id = ${org.orgId}`).toEqual([]);
  await setSuspended(false);
  expect((await signIn()).status).toBe(200);
});

test("a session is refused, can still be ended, and otherwise works again afterwards", async () => {
  await signIn();
  const leaving = browser.copy();
  await setSuspended(true);
  expect(await me()).toBe(403);
  await setSuspended(false);
  expect(await me()).toBe(200);
  await setSuspended(true);
  expect((await leaving.signOut()).headers.get("location")).toBe("/sign-in");
  await setSuspended(false);
  expect(await me(), "of the session that has ended").toBe(401);
});

test("an invitation waits for its organization, and is not used up", async () => {
  const person = {
    first_name: "Grace",
    last_name: "Hopper",
    email: `${newId("mem")}@acme.test`,
    role: "viewer" as const,
  };
  const { memberId } = await createMember(org.admin, { ...person, password: goodPassword });
  const [link] = await owner()`select link_id from account_links where org_member_id = ${memberId}`;
  const token = linkToken("invitation", link?.link_id);
  const accept = () =>
    acceptInvitation("invitation", token, {
      first_name: "Grace",
      last_name: "Hopper",
      password: "a password of my own",
    });
  await setSuspended(true);
  expect(await openInvitation("invitation", token)).toEqual({ state: "suspended" });
  await expect(accept()).rejects.toMatchObject({ code: "organization_suspended" });
  const initial = await browser.signIn({ email: person.email, password: goodPassword });
  expect(await code(initial)).toBe("organization_suspended");
  await setSuspended(false);
  expect((await openInvitation("invitation", token)).state).toBe("live");
  expect(await accept()).toMatchObject({ memberId, status: "active" });
});
