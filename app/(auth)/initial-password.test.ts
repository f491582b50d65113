import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { POST as createToken } from "@/app/(api)/settings/tokens/route";
import { findInvitation } from "@/domain/invitations/find-invitation";
import * as invitationsOperations from "@/domain/invitations/operations";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { activate } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";
import { POST as submitChosen } from "./choose-password/submit/route";

const { resendInvitation } = asRequests(invitationsOperations);

const COOKIE = "next-auth.session-token";
const own = "a password of my own";

let org: TestOrganization;
let email: string;
let memberId: string;
let token: string;
let browser: Browser;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});
beforeEach(async () => {
  browser = new Browser();
  email = `${newId("mem")}@acme.test`;
  memberId = await invite(org);
  token = await invitationOf(memberId);
});

async function invite({ admin }: TestOrganization) {
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password: goodPassword };
  return (await createMember(admin, person)).memberId;
}
async function invitationOf(id: string) {
  const [link] = await owner()`select link_id from account_links where org_member_id = ${id} and kind = 'invitation'`;
  return linkToken("invitation", link?.link_id);
}
const names = { first_name: "Gracia", last_name: "Hopper" };
const me = (who: Browser) => who.call(readMe, "/me");
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const stateOf = async () => (await findInvitation("invitation", token)).state;
const isSignedIn = ({ cookies }: Browser) => cookies.has(COOKIE);

const submitInitial = (who: Browser, chosen: string, password = own) =>
  who.call((request) => submitChosen(request), "/choose-password/submit", {
    method: "POST",
    json: { token: chosen, ...names, password },
  });

describe("an initial password", () => {
  const pathOf = async (answer: Response) => ((await answer.json()) as { url: string }).url;
  const signIn = async (who = browser) =>
    (await pathOf(await who.signIn({ email, password: goodPassword }))).split("/");

  test("opens no session but leads to choosing a password, which signs in", async () => {
    const [, page, chosen = ""] = await signIn();
    expect(page).toBe("choose-password");
    expect(isSignedIn(browser)).toBe(false);
    expect(await owner()`select 1 from sessions where org_member_id = ${memberId}`).toEqual([]);
    expect((await submitInitial(browser, chosen)).status).toBe(200);
    expect(await (await me(browser)).json()).toMatchObject({ org_member_id: memberId });
    expect(await stateOf()).toBe("used"); // the invitation ends with it
    expect(await code(await submitInitial(new Browser(), chosen))).toBe("link_not_valid");
  });

  test("works once: one of twenty parallel sign-ins may choose, and afterwards it is a wrong password", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new Browser().signIn({ email, password: goodPassword })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const links =
      await owner()`select 1 from account_links where org_member_id = ${memberId} and kind = 'initial_password'`;
    expect(links).toHaveLength(1);
    const again = await browser.signIn({ email, password: goodPassword });
    expect([again.status, await code(again)]).toEqual([401, "sign_in_failed"]);
    expect(await stateOf()).toBe("live"); // the mail is still good
  });

  test("leads there without JavaScript too", async () => {
    const answer = await browser.signInByForm({ email, password: goodPassword });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(/^\/choose-password\/lnk_/),
    ]);
    expect(isSignedIn(browser)).toBe(false);
  });

  test("allows half an hour", async () => {
    const [, , chosen = ""] = await signIn();
    const [link] = await owner()`select link_id, extract(epoch from expires_at - created_at)::int as seconds
      from account_links where org_member_id = ${memberId} and kind = 'initial_password'`;
    expect(link?.seconds).toBe(1800);
    await owner()`update account_links set expires_at = now() where link_id = ${link?.link_id}`;
    expect(await code(await submitInitial(browser, chosen))).toBe("link_not_valid");
  });

  test("a corrected address invalidates a choice in progress at the old one", async () => {
    const [, , chosen = ""] = await signIn();
    await resendInvitation(org.admin, memberId, { email: `${newId("mem")}@acme.test` });
    expect(await code(await submitInitial(browser, chosen))).toBe("link_not_valid");
  });

  test("cannot be chosen as the new password, used or not", async () => {
    const [, , chosen = ""] = await signIn();
    expect((await submitInitial(browser, chosen, goodPassword)).status).toBe(400);
    expect((await submitInitial(browser, chosen)).status).toBe(200);
  });

  test("is wrong in next-auth's own protocol, and not used up by it", async () => {
    const { csrfToken } = (await (await browser.nextAuth("csrf")).json()) as { csrfToken: string };
    const post = (password: string) =>
      browser.nextAuth("callback/credentials", { method: "POST", form: { csrfToken, email, password } });
    const [right, wrong] = [await post(goodPassword), await post("not the password")];
    expect(right.headers.get("location")).toBe(wrong.headers.get("location"));
    expect([right.status, right.headers.getSetCookie().length]).toEqual([
      wrong.status,
      wrong.headers.getSetCookie().length,
    ]);
    expect(isSignedIn(browser)).toBe(false);
    const elsewhere = await activate(await invite(await makeOrganization("Zenith")));
    await post(goodPassword); // right for an active account too, which is then the only one
    expect(await (await me(browser)).json()).toMatchObject({ org_member_id: elsewhere });
    expect(await stateOf()).toBe("live");
  });

  test("its link is neither a token nor a session for the API", async () => {
    const [, , chosen = ""] = await signIn();
    const thief = new Browser();
    thief.cookies.set(COOKIE, chosen);
    expect((await me(thief)).status).toBe(401);
    const headers = { authorization: `Bearer ${chosen}` };
    const json = { name: "CI" };
    expect((await browser.call(createToken, "/settings/tokens", { method: "POST", json, headers })).status).toBe(401);
    expect(await owner()`select 1 from personal_access_tokens where org_member_id = ${memberId}`).toEqual([]);
  });

  test("the invited account is one of the organizations to choose from", async () => {
    const other = await makeOrganization("Zenith");
    const active = await activate(await invite(other));
    const offered = (await (await browser.signIn({ email, password: goodPassword })).json()) as {
      organizations: unknown;
    };
    expect(offered.organizations).toEqual([
      { org_id: org.orgId, name: "Acme" },
      { org_id: other.orgId, name: "Zenith" },
    ]);
    const elsewhere = browser.copy();
    await elsewhere.signIn({ org_id: other.orgId });
    expect(await (await me(elsewhere)).json()).toMatchObject({ org_member_id: active });
    const chosen = await pathOf(await browser.signIn({ org_id: org.orgId }));
    expect(chosen).toMatch(/^\/choose-password\//);
    expect(isSignedIn(browser)).toBe(false);
  });
});
