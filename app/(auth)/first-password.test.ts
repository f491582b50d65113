import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { findInvitation } from "@/domain/invitations/find-invitation";
import { linkToken } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { createMember } from "@/testing/requests";
import { POST as submitInvitation } from "./invitation/submit/route";

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

/** Submits the form as the page's script does, or as a browser without JavaScript. */
const submit = (who: Browser, sent: { json?: unknown; form?: Record<string, string> }, headers = {}) =>
  who.call((request) => submitInvitation(request), "/invitation/submit", { method: "POST", ...sent, headers });

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
    for (const odd of [
      token,
      forged,
      `${token}\n`,
      "..",
      "",
      "lnk_x.y",
      linkToken("password_reset", token.slice(0, 36)),
    ]) {
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
