import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { POST as activateUnit } from "@/app/(api)/org-units/active/route";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import {
  activate,
  addUnit,
  createMember,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";

let org: TestOrganization;
let browser: Browser;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});
beforeEach(() => {
  browser = new Browser();
});

const me = async (who: Browser) => who.call(readMe, "/me");
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

async function addPerson({ admin }: TestOrganization, email = `${newId("mem")}@acme.test`, password = goodPassword) {
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password };
  return { email, memberId: await activate((await createMember(admin, person)).memberId) };
}

describe("without JavaScript", () => {
  test("the right password leads to where the visitor was going", async () => {
    const answer = await browser.signInByForm({
      email: org.email,
      password: goodPassword,
      callbackUrl: "/dashboard/members?search=a",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/dashboard/members?search=a"]);
    expect((await me(browser)).status).toBe(200);
  });

  test("a wrong one redirects back with a code, without the address in the URL", async () => {
    const answer = await browser.signInByForm({
      email: org.email,
      password: "wrong",
      callbackUrl: "/dashboard/members",
    });
    expect(answer.headers.get("location")).toBe("/sign-in?callbackUrl=%2Fdashboard%2Fmembers&error=sign_in_failed");
    expect(browser.cookies.has("sign-in")).toBe(true);
    expect(browser.cookies.get("sign-in")).not.toContain(org.email);
  });
});

describe("where it leads", () => {
  test.each(["https://evil.test/", "//evil.test", "/\\evil.test", "/.//evil.test", "javascript:alert(1)", "/sign-in"])(
    "never to %s",
    async (callbackUrl) => {
      const fields = { email: org.email, password: goodPassword, callbackUrl };
      expect(await (await browser.signIn(fields)).json()).toEqual({ url: "/dashboard" });
      expect((await browser.signInByForm(fields)).headers.get("location")).toBe("/dashboard");
    },
  );
});

describe("who may post the form", () => {
  test.each([
    ["a foreign origin", { origin: "https://evil.test" }],
    ["the origin null", { origin: "null" }],
    ["no origin", { origin: "" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sibling", { "sec-fetch-site": "same-site" }],
  ])("not %s", async (_who, headers) => {
    const answer = await browser.signIn({ email: org.email, password: goodPassword }, headers);
    expect([answer.status, await code(answer)]).toEqual([403, "origin_refused"]);
    expect(browser.cookies.size).toBe(0);
  });

  test("refuses content types that another site's form can send", async () => {
    const answer = await browser.signIn({ email: org.email, password: goodPassword }, { "content-type": "text/plain" });
    expect(answer.status).toBe(415);
  });
});

describe("the active OU of a new session", () => {
  const active = (who: Browser) => who.cookies.get("activeOu");

  test("is the last one chosen in a browser, while it is accessible", async () => {
    const unit = await addUnit(org, "EMEA Sales");
    const { email, memberId } = await addPerson(org);
    await browser.signIn({ email, password: goodPassword });
    expect(active(browser)).toBe(org.unitId);
    await owner()`insert into ou_memberships (org_id, unit_id, org_member_id, role) values (${org.orgId}, ${unit}, ${memberId}, 'viewer')`;
    expect(
      (await browser.call(activateUnit, "/org-units/active", { method: "POST", json: { ouId: unit } })).status,
    ).toBe(204);
    const next = new Browser();
    await next.signIn({ email, password: goodPassword });
    expect(active(next)).toBe(unit);
    await owner()`delete from ou_memberships where org_member_id = ${memberId} and unit_id = ${unit}`;
    const later = new Browser();
    await later.signIn({ email, password: goodPassword });
    expect(active(later)).toBe(org.unitId);
  });

  test("is the first accessible one by name, or none", async () => {
    const [second, first] = [await addUnit(org, "Zulu"), await addUnit(org, "Alpha")];
    const { email, memberId } = await addPerson(org);
    await owner()`delete from ou_memberships where org_member_id = ${memberId}`;
    browser.cookies.set("activeOu", org.unitId);
    await browser.signIn({ email, password: goodPassword });
    expect(active(browser)).toBeUndefined();
    for (const unit of [second, first])
      await owner()`insert into ou_memberships (org_id, unit_id, org_member_id, role) values (${org.orgId}, ${unit}, ${memberId}, 'viewer')`;
    await browser.signIn({ email, password: goodPassword });
    expect(active(browser)).toBe(first);
  });

  test("is not one chosen by a script with a token", async () => {
    const unit = await addUnit(org, "By script");
    const headers = { authorization: `Bearer ${org.token}` };
    await new Browser().call(activateUnit, "/org-units/active", { method: "POST", json: { ouId: unit }, headers });
    await browser.signIn({ email: org.email, password: goodPassword });
    expect(active(browser)).toBe(org.unitId);
  });
});

describe("cookies", () => {
  test("are HttpOnly and SameSite=Lax", async () => {
    await browser.signIn({ email: org.email, password: goodPassword });
    expect(browser.given.length).toBeGreaterThan(1);
    for (const cookie of browser.given) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/i);
  });

  describe("on https", () => {
    beforeAll(() => provideEnv({ APP_URL: "https://admin.acme.test" }));
    afterAll(() => provideEnv({ APP_URL: "" }));

    test("have a prefix and Secure, and unprefixed ones are ignored", async () => {
      await browser.signIn({ email: org.email, password: goodPassword });
      expect([...browser.cookies.keys()]).toContain("__Host-next-auth.session-token");
      for (const cookie of browser.given) {
        expect(cookie).toMatch(/; Secure/i);
        expect(cookie).not.toMatch(/; Domain/i);
        if (!cookie.startsWith("activeOu")) expect(cookie).toMatch(/^__(Host|Secure)-/);
      }
      expect((await me(browser)).status).toBe(200);
      const plain = new Browser();
      plain.cookies.set("next-auth.session-token", browser.cookies.get("__Host-next-auth.session-token") ?? "");
      expect((await me(plain)).status).toBe(401);
    });
  });
});
