import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { POST as createToken } from "@/app/(api)/settings/tokens/route";
import * as invitationsOperations from "@/domain/invitations/operations";
import { readInvitation } from "@/domain/invitations/read-invitation";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import {
  activate,
  asRequests,
  createMember,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";
import { POST as submitChosen } from "./choose-password/submit/route";
import { POST as submitInvitation } from "./invitation/submit/route";

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
const stateOf = async () => (await readInvitation("invitation", token)).state;
const isSignedIn = ({ cookies }: Browser) => cookies.has(COOKIE);

/** Submits the form as the page's script does, or as a browser without JavaScript. */
const submit = (who: Browser, sent: { json?: unknown; form?: Record<string, string> }, headers = {}) =>
  who.call((request) => submitInvitation(request), "/invitation/submit", { method: "POST", ...sent, headers });
const submitInitial = (who: Browser, chosen: string, password = own) =>
  who.call((request) => submitChosen(request), "/choose-password/submit", {
    method: "POST",
    json: { token: chosen, ...names, password },
  });

describe("an invitation's page", () => {
  test("sets the password and signs in to the member's OU", async () => {
    const answer = await submit(browser, { json: { token, ...names, password: own } });
    expect([answer.status, await answer.json()]).toEqual([200, { url: "/dashboard" }]);
    expect(await (await me(browser)).json()).toMatchObject({ org_member_id: memberId, first_name: "Gracia" });
    expect(browser.cookies.get("activeOu")).toBe(org.unitId);
    expect((await new Browser().signIn({ email, password: own })).status).toBe(200);
    expect((await new Browser().signIn({ email, password: goodPassword })).status).toBe(401);
  });

  test("waits without a session, and says why, if the inviter can no longer invite", async () => {
    await owner()`update members set invited_by = 'mem_gone' where org_member_id = ${memberId}`;
    const answer = await submit(browser, { json: { token, ...names, password: own } });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({ code: "invitation_waiting", detail: expect.stringMatching(/another admin/) }),
    ]);
    const back = await submit(browser, { form: { token, ...names, password: own } });
    expect(back.headers.get("location")).toBe(`/invitation/${token}?error=invitation_waiting`);
    expect([isSignedIn(browser), await stateOf()]).toEqual([false, "waiting"]);
  });

  test("without JavaScript redirects to the dashboard, or back with the errors", async () => {
    const back = await submit(browser, { form: { token, ...names, password: "short" } });
    expect([back.status, back.headers.get("location")]).toEqual([303, `/invitation/${token}?error=invalid_content`]);
    expect(isSignedIn(browser)).toBe(false);
    expect(browser.cookies.get("first-password")).not.toMatch(/Gracia|short/);
    const on = await submit(browser, { form: { token, ...names, password: own } });
    expect([on.status, on.headers.get("location")]).toEqual([303, "/dashboard"]);
    expect(browser.cookies.has("first-password")).toBe(false);
    expect((await me(browser)).status).toBe(200);
  });

  test("names every invalid field without revealing the password", async () => {
    const answer = await submit(browser, { json: { token, first_name: " ", last_name: 7, password: "short" } });
    const problem = (await answer.json()) as { errors: { pointer: string }[] };
    expect(answer.status).toBe(400);
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(["/first_name", "/last_name", "/password"]);
    expect(await stateOf()).toBe("live");
  });

  test("ends the browser's previous session", async () => {
    await browser.signIn({ email: org.email, password: goodPassword });
    const before = browser.copy();
    await submit(browser, { json: { token, ...names, password: own } });
    expect((await me(before)).status).toBe(401);
    expect(await (await me(browser)).json()).toMatchObject({ org_member_id: memberId });
  });

  test("signs in one of twenty browsers at once", async () => {
    const browsers = Array.from({ length: 20 }, () => new Browser());
    await Promise.all(browsers.map((one) => submit(one, { json: { token, ...names, password: own } })));
    expect(browsers.filter(isSignedIn)).toHaveLength(1);
    expect(await owner()`select 1 from sessions where org_member_id = ${memberId}`).toHaveLength(1);
  });

  test("refuses a forged, malformed or used token in the same words", async () => {
    await submit(new Browser(), { json: { token, ...names, password: own } });
    const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}x`;
    const otherKind = linkToken("password_reset", token.slice(0, 36));
    for (const odd of [token, forged, otherKind, `${token}\n`, "..", "", "lnk_x.y"]) {
      const answer = await submit(browser, { json: { token: odd, ...names, password: own } });
      expect([answer.status, await code(answer)], odd).toEqual([404, "link_not_valid"]);
      expect(isSignedIn(browser)).toBe(false);
    }
    expect((await submit(browser, { json: { ...names, password: own } })).status).toBe(400);
  });

  test("redirects back whatever the form sends as its token", async () => {
    const odd = `${"x".repeat(199)}🚀`; // cut to 200, it ends in half a surrogate pair
    const back = await submit(browser, { form: { token: odd, ...names, password: own } });
    expect([back.status, back.headers.get("location")]).toEqual([303, expect.stringMatching(/^\/invitation\/x+%EF/)]);
  });

  test("accepts only our own page, also from browsers that send no Sec-Fetch-Site", async () => {
    const form = { token, ...names, password: own };
    for (const headers of [{ origin: "https://evil.test" }, { origin: "null" }, { origin: "" }]) {
      expect((await submit(browser, { form }, headers)).status).toBe(403);
    }
    expect(await stateOf()).toBe("live");
    expect((await submit(browser, { form }, { "sec-fetch-site": "" })).status).toBe(303); // plain http, not the loopback
    expect(isSignedIn(browser)).toBe(true);
  });
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

  test("works once: one of twenty at once may choose, and afterwards it is a wrong password", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new Browser().signIn({ email, password: goodPassword })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const kind = "initial_password";
    const links = await owner()`select 1 from account_links where org_member_id = ${memberId} and kind = ${kind}`;
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
    const sent = { method: "POST", json: { name: "CI" }, headers: { authorization: `Bearer ${chosen}` } };
    expect((await browser.call(createToken, "/settings/tokens", sent)).status).toBe(401);
    expect(await owner()`select 1 from personal_access_tokens where org_member_id = ${memberId}`).toEqual([]);
  });

  test("the invited account is one of the organizations to choose from", async () => {
    const other = await makeOrganization("Zenith");
    const active = await activate(await invite(other));
    const offered = await browser.signIn({ email, password: goodPassword });
    const organizations = [
      { org_id: org.orgId, name: "Acme" },
      { org_id: other.orgId, name: "Zenith" },
    ];
    expect(await offered.json()).toEqual({ organizations });
    const elsewhere = browser.copy();
    await elsewhere.signIn({ org_id: other.orgId });
    expect(await (await me(elsewhere)).json()).toMatchObject({ org_member_id: active });
    expect(await pathOf(await browser.signIn({ org_id: org.orgId }))).toMatch(/^\/choose-password\//);
    expect(isSignedIn(browser)).toBe(false);
  });
});
