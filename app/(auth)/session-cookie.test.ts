import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { POST as createUnit } from "@/app/(api)/org-units/route";
import { DELETE as revokeToken } from "@/app/(api)/settings/tokens/[id]/route";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { addAccount, goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";

const COOKIE = "next-auth.session-token";

let org: TestOrganization;
let browser: Browser;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});
beforeEach(async () => {
  const { email } = await addAccount(org);
  browser = new Browser();
  await browser.signIn({ email, password: goodPassword });
});

const status = async (who: Browser) => (await who.call(readMe, "/me")).status;
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

describe("a write authenticated by a cookie", () => {
  const make = (headers: Record<string, string>) =>
    browser.call(createUnit, "/org-units", { method: "POST", json: { name: newId("unit") }, headers });

  test("is accepted from our own pages, with or without Fetch Metadata", async () => {
    expect((await make({})).status).toBe(201);
    expect((await make({ "sec-fetch-site": "" })).status).toBe(201);
  });

  test.each([
    ["a foreign origin", { origin: "https://evil.test" }],
    ["our name at another port", { origin: "http://localhost:3001" }],
    ["the origin null", { origin: "null" }],
    ["no origin", { origin: "" }],
    ["no origin and no Fetch Metadata", { origin: "", "sec-fetch-site": "" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sibling", { "sec-fetch-site": "same-site" }],
  ])("is refused with %s, and so is a DELETE", async (_what, headers) => {
    const answer = await make(headers);
    expect([answer.status, await code(answer)]).toEqual([403, "origin_refused"]);
    const removal = await browser.call(revokeToken, "/settings/tokens/x", { method: "DELETE", headers }, { id: "x" });
    expect([removal.status, await code(removal)]).toEqual([403, "origin_refused"]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
    "is refused as %s",
    async (type) => expect((await make({ "content-type": type })).status).toBe(415),
  );

  test("needs no origin with a token", async () => {
    const headers = { authorization: `Bearer ${org.token}`, origin: "https://a.script" };
    expect((await make(headers)).status).toBe(201);
  });
});

describe("one credential does not pass for another", () => {
  test("a session cookie is not a bearer token", async () => {
    const cookie = browser.cookies.get(COOKIE) ?? "";
    for (const token of [cookie, decodeURIComponent(cookie)]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await new Browser().call(readMe, "/me", { headers })).status).toBe(401);
    }
  });

  test("a token is not a session cookie", async () => {
    const other = new Browser();
    other.cookies.set(COOKIE, org.token);
    expect(await status(other)).toBe(401);
  });

  test("a bad header is refused despite a good cookie, and a good header wins over it", async () => {
    for (const authorization of ["Bearer nonsense", "Basic YTpi", "Bearer", " "]) {
      const answer = await browser.call(readMe, "/me", { headers: { authorization } });
      expect(answer.status, authorization).toBe(401);
    }
    const answer = await browser.call(readMe, "/me", { headers: { authorization: `Bearer ${org.token}` } });
    expect(await answer.json()).toMatchObject({ org_member_id: org.admin.memberId });
  });

  test("joins a cookie that next-auth has split; a damaged one gets 401", async () => {
    const whole = browser.cookies.get(COOKIE) ?? "";
    const split = new Browser();
    split.cookies.set(`${COOKIE}.0`, whole.slice(0, 60)).set(`${COOKIE}.1`, whole.slice(60));
    expect(await status(split)).toBe(200);
    for (const damaged of ["x", `${whole}x`, whole.slice(1), "a.b.c.d.e", "%%%"]) {
      split.cookies.clear();
      split.cookies.set(COOKIE, damaged);
      expect(await status(split), damaged).toBe(401);
    }
  });
});
