import { beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import { sendResetLinks } from "@/domain/account/request-password-reset";
import { linkToken } from "@/lib/auth/account-link";
import { Browser } from "@/testing/browser";
import { goodPassword, makeOrganization, owner, type TestOrganization } from "@/testing/organization";
import { POST as submit } from "./reset-password/submit/route";

const NEW = "an entirely new password";

let org: TestOrganization;
let linkId: string;
let browser: Browser;
beforeEach(async () => {
  org = await makeOrganization("Acme");
  linkId = await newLink();
  browser = new Browser();
});

async function newLink(): Promise<string> {
  const account = { org_id: org.orgId, org_member_id: org.admin.memberId };
  await sendResetLinks({ accounts: [account] }, new Date(Date.now() + 60_000)); // newer than any link so far
  const [newest] = await owner()`select link_id from account_links where org_id = ${org.orgId}
    and kind = 'password_reset' and revoked_at is null`;
  return newest?.link_id;
}

const token = () => linkToken("password_reset", linkId);
const reset = (fields: Record<string, string> = {}, headers: Record<string, string> = {}, who = browser) =>
  who.call(submit, "/reset-password/submit", {
    method: "POST",
    json: { token: token(), password: NEW, ...fields },
    headers,
  });
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const status = async (who: Browser) => (await who.call(readMe, "/me")).status;
const signIn = async (who: Browser, password: string) => (await who.signIn({ email: org.email, password })).status;
const mails = async () =>
  (await owner()`select kind from messages where org_id = ${org.orgId} order by message_id`).map(({ kind }) => kind);

describe("a reset link", () => {
  test("sets the password and signs in; earlier sessions end, and tokens stay", async () => {
    const elsewhere = new Browser();
    await signIn(elsewhere, goodPassword);
    expect(await status(elsewhere)).toBe(200);
    const answer = await reset();
    expect([answer.status, await answer.json()]).toEqual([200, { url: "/dashboard" }]);
    expect([await status(browser), await status(elsewhere)]).toEqual([200, 401]);
    expect([await signIn(new Browser(), goodPassword), await signIn(elsewhere, NEW)]).toEqual([401, 200]);
    const headers = { authorization: `Bearer ${org.token}` };
    expect((await new Browser().call(readMe, "/me", { headers })).status).toBe(200);
    expect((await mails()).filter((kind) => kind === "password_changed")).toHaveLength(1);
  });

  test("ends access tokens too if the box is ticked", async () => {
    const headers = { authorization: `Bearer ${org.token}` };
    expect((await reset({ end_tokens: "on", password: "x" })).status).toBe(400);
    expect((await new Browser().call(readMe, "/me", { headers })).status).toBe(200);
    expect((await reset({ end_tokens: "on" })).status).toBe(200);
    expect((await new Browser().call(readMe, "/me", { headers })).status).toBe(401);
  });

  test("lets the owner in while wrong guesses have locked the address", async () => {
    for (let time = 0; time < 10; time += 1) await signIn(new Browser(), "a wrong guess");
    expect(await signIn(new Browser(), goodPassword)).toBe(429);
    await reset();
    expect(await status(browser)).toBe(200);
  });

  test("works once, also for twenty uses at the same time", async () => {
    const browsers = Array.from({ length: 20 }, () => new Browser());
    const answers = await Promise.all(browsers.map((one, index) => reset({ password: `${NEW} ${index}` }, {}, one)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((one) => one === 200)).toHaveLength(1);
    expect(statuses.filter((one) => one === 404)).toHaveLength(19);
    const winner = statuses.indexOf(200);
    expect(await signIn(new Browser(), `${NEW} ${winner}`)).toBe(200);
    expect((await mails()).filter((kind) => kind === "password_changed")).toHaveLength(1);
    expect(await code(await reset())).toBe("link_not_valid");
  });

  test("ends other links that would change the account", async () => {
    await owner()`insert into account_links (org_id, link_id, org_member_id, kind, email, expires_at)
      values (${org.orgId}, ${linkId.replace(/.{8}$/, "ffffffff")}, ${org.admin.memberId}, 'email_confirmation', 'thief@evil.test',
              now() + interval '1 hour')`;
    await reset();
    const live = await owner()`select kind from account_links
      where org_id = ${org.orgId} and used_at is null and revoked_at is null`;
    expect(live).toEqual([]);
  });
});

describe("is refused, and changes nothing:", () => {
  const cases: [string, () => Promise<Record<string, string>>][] = [
    ["one that has expired", () => set("expires_at = now()")],
    ["one that has been revoked", () => set("revoked_at = now()")],
    ["one replaced by a newer link", async () => ({ token: await replacedToken() })],
    ["a confirmation's token", async () => ({ token: linkToken("email_confirmation", linkId) })],
    ["a forged one", async () => ({ token: `${linkId}.${"A".repeat(43)}` })],
    ["none at all", async () => ({ token: "" })],
  ];
  async function set(change: "expires_at = now()" | "revoked_at = now()") {
    await owner()`update account_links set ${owner().unsafe(change)} where link_id = ${linkId}`;
    return {};
  }
  async function replacedToken(): Promise<string> {
    const before = token();
    await newLink();
    return before;
  }

  test.each(cases)("%s", async (_what, fields) => {
    const answer = await reset(await fields());
    expect([answer.status, await code(answer)]).toEqual([404, "link_not_valid"]);
    expect(browser.cookies.size).toBe(0);
    expect(await signIn(new Browser(), goodPassword)).toBe(200);
  });

  test("a password that is not allowed; the link still works afterwards", async () => {
    for (const password of ["short", "qwerty123456", "Ada Lovelace", org.email]) {
      const answer = await reset({ password });
      expect(answer.status, password).toBe(400);
      expect(((await answer.json()) as { errors: unknown }).errors).toMatchObject([{ pointer: "/password" }]);
    }
    expect((await reset()).status).toBe(200);
  });

  test("a request from elsewhere", async () => {
    const elsewhere: Record<string, string>[] = [
      { origin: "https://evil.test" },
      { origin: "" },
      { "sec-fetch-site": "cross-site" },
      { origin: "null" },
    ];
    for (const headers of elsewhere) {
      expect((await reset({}, headers)).status).toBe(403);
    }
    expect((await reset({}, { "sec-fetch-site": "" })).status, "plain http, not the loopback").toBe(200);
  });
});

test("without JavaScript it redirects to the dashboard, or back with the errors", async () => {
  const send = (password: string) =>
    browser.call(submit, "/reset-password/submit", { method: "POST", form: { token: token(), password } });
  const refused = await send("short");
  expect([refused.status, refused.headers.get("location")]).toEqual([
    303,
    `/reset-password/${token()}?error=invalid_content`,
  ]);
  expect(browser.cookies.has("first-password")).toBe(true);
  const done = await send(NEW);
  expect([done.status, done.headers.get("location")]).toEqual([303, "/dashboard"]);
  expect(await status(browser)).toBe(200);
});
