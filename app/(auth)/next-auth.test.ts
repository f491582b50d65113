import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { activate, createMember, goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";

const COOKIE = "next-auth.session-token";

let org: TestOrganization;
let email: string;
let browser: Browser;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});
beforeEach(async () => {
  email = `${newId("mem")}@acme.test`;
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "admin" as const, password: goodPassword };
  await activate((await createMember(org.admin, person)).memberId);
  browser = await signedIn();
});

async function signedIn(password = goodPassword): Promise<Browser> {
  const one = new Browser();
  await one.signIn({ email, password });
  return one;
}
const status = async (who: Browser) => (await who.call(readMe, "/me")).status;

describe("next-auth's own address", () => {
  async function csrf(who: Browser): Promise<string> {
    return ((await (await who.nextAuth("csrf")).json()) as { csrfToken: string }).csrfToken;
  }
  const post = (who: Browser, form: Record<string, string>, headers = {}) =>
    who.nextAuth("callback/credentials", { method: "POST", form, headers });

  test("signs in through its own protocol, without the page", async () => {
    const script = new Browser();
    const form = { csrfToken: await csrf(script), email, password: goodPassword, callbackUrl: "/dashboard/members" };
    const answer = await post(script, form, { origin: "", "sec-fetch-site": "" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/dashboard/members"]);
    expect(await status(script)).toBe(200);
    expect(script.cookies.get("activeOu")).toBe(org.unitId);
  });

  test("refuses a missing CSRF token, other sites, and objects", async () => {
    const script = new Browser();
    const csrfToken = await csrf(script);
    await post(script, { email, password: goodPassword });
    expect(
      (await post(script, { csrfToken, email, password: goodPassword }, { origin: "https://evil.test" })).status,
    ).toBe(403);
    const json = { csrfToken, email: { toString: email }, password: [goodPassword], json: "true" };
    const odd = await script.nextAuth("callback/credentials", { method: "POST", json });
    expect(odd.status).toBe(401);
    expect(script.cookies.has(COOKIE)).toBe(false);
  });

  test("reveals no cause and redirects nowhere else", async () => {
    const script = new Browser();
    const csrfToken = await csrf(script);
    const wrong = await post(script, { csrfToken, email, password: "wrong", callbackUrl: "https://evil.test/" });
    expect(wrong.headers.get("location")).toBe("/api/auth/error?error=CredentialsSignin&provider=credentials");
    const inner = await script.nextAuth("error?error=relation%20%22members%22%20does%20not%20exist");
    expect(inner.headers.get("location")).toMatch(/^\/sign-in\?(.*&)?error=CredentialsSignin$/);
    for (const path of ["signin?callbackUrl=https://evil.test", "signout?callbackUrl=//evil.test"]) {
      expect((await script.nextAuth(path)).headers.get("location"), path).not.toContain("evil");
    }
    const right = await post(script, {
      csrfToken,
      email,
      password: goodPassword,
      callbackUrl: "https://evil.test/",
      json: "true",
    });
    expect(await right.json()).toEqual({ url: "http://localhost:3000/dashboard" });
  });

  test("counts failures together with the page: ten lock both", async () => {
    const script = new Browser();
    const csrfToken = await csrf(script);
    for (let time = 0; time < 10; time += 1) await post(script, { csrfToken, email, password: "wrong" });
    const locked = await post(script, { csrfToken, email, password: goodPassword });
    expect(locked.headers.get("location")).toContain("error=TooManyAttempts");
    expect((await new Browser().signIn({ email, password: goodPassword })).status).toBe(429);
  });

  test("asks for the organization if the password matches several", async () => {
    const other = await makeOrganization("Zenith");
    const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password: goodPassword };
    await activate((await createMember(other.admin, person)).memberId);
    const script = new Browser();
    const csrfToken = await csrf(script);
    const open = await post(script, { csrfToken, email, password: goodPassword });
    expect(open.headers.get("location")).toContain("error=OrganizationRequired");
    await post(script, { csrfToken, email, password: goodPassword, org_id: other.orgId });
    expect(await (await script.call(readMe, "/me")).json()).toMatchObject({ org_id: other.orgId });
  });

  test.each(["_log", "verify-request", "constructor", ""])("does not serve %s", async (action) => {
    for (const method of ["GET", "POST"]) {
      const answer = await browser.nextAuth(action, { method, ...(method === "POST" ? { json: {} } : {}) });
      expect(answer.status).toBe(404);
    }
  });
});
