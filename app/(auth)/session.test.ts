import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PUT as changePassword } from "@/app/(api)/me/password/route";
import { POST as reauthenticate } from "@/app/(api)/me/reauthenticate/route";
import { GET as readMe } from "@/app/(api)/me/route";
import { DELETE as endOne } from "@/app/(api)/settings/sessions/[id]/route";
import { DELETE as endOthers, GET as listSessions } from "@/app/(api)/settings/sessions/route";
import { POST as createToken } from "@/app/(api)/settings/tokens/route";
import * as membersOperations from "@/domain/members/operations";
import { Browser } from "@/testing/browser";
import {
  addAccount,
  asRequests,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";

const { removeMember } = asRequests(membersOperations);

const COOKIE = "next-auth.session-token";

let org: TestOrganization;
let email: string;
let memberId: string;
let browser: Browser;
beforeAll(async () => {
  org = await makeOrganization("Acme");
});
beforeEach(async () => {
  ({ memberId, email } = await addAccount(org));
  browser = await signedIn();
});

async function signedIn(password = goodPassword): Promise<Browser> {
  const one = new Browser();
  await one.signIn({ email, password });
  return one;
}
const status = async (who: Browser) => (await who.call(readMe, "/me")).status;
const code = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const rows = async () => owner()`select session_id from sessions where org_member_id = ${memberId}`;

describe("a session ends immediately on", () => {
  test("signing out, for a copied cookie too, which clears the browser's cookie", async () => {
    const thief = browser.copy();
    const answer = await browser.signOut();
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in"]);
    expect(browser.cookies.has(COOKIE)).toBe(false);
    expect(await status(thief)).toBe(401);
    expect(await rows()).toEqual([]);
  });

  test("signing out at next-auth's own endpoint", async () => {
    const thief = browser.copy();
    const { csrfToken } = (await (await browser.nextAuth("csrf")).json()) as { csrfToken: string };
    await browser.nextAuth("signout", { method: "POST", form: { csrfToken, json: "true" } });
    expect(await status(thief)).toBe(401);
  });

  test("signing out, even while a thief keeps polling next-auth's session endpoint", async () => {
    const thief = browser.copy();
    const polled = (await (await thief.nextAuth("session")).json()) as { user: { id: string } };
    expect(polled.user).toEqual({ id: memberId });
    expect(await status(thief)).toBe(200); // with the cookie that polling renewed
    await browser.signOut();
    for (let time = 0; time < 3; time += 1) {
      const answer = await thief.nextAuth("session");
      expect(await answer.json()).toEqual({});
      expect(await status(thief)).toBe(401);
    }
    expect(thief.cookies.has(COOKIE)).toBe(false);
  });

  test("ending it in the list of sessions", async () => {
    const second = await signedIn();
    const list = (await (await browser.call(listSessions, "/settings/sessions")).json()) as {
      id: string;
      current: boolean;
    }[];
    expect(list).toHaveLength(2);
    const other = list.find(({ current }) => !current)?.id ?? "";
    expect(
      (await browser.call(endOne, `/settings/sessions/${other}`, { method: "DELETE" }, { id: other })).status,
    ).toBe(204);
    expect([await status(second), await status(browser)]).toEqual([401, 200]);
  });

  test("removing its member", async () => {
    await removeMember(org.admin, memberId);
    expect(await status(browser)).toBe(401);
    expect(await (await browser.nextAuth("session")).json()).toEqual({});
  });

  test("the end of thirty days, however it was used", async () => {
    const [row] =
      await owner()`select extract(epoch from expires_at - created_at)::int as seconds from sessions where org_member_id = ${memberId}`;
    expect(row?.seconds).toBe(30 * 24 * 60 * 60);
    await owner()`update sessions set expires_at = now() where org_member_id = ${memberId}`;
    expect(await status(browser)).toBe(401);
    await signedIn();
    expect(await rows()).toHaveLength(1); // the expired one is deleted
  });
});

describe("a session without a request", () => {
  const idleFor = (seconds: number) =>
    owner()`update sessions set last_seen_at = now() - make_interval(secs => ${seconds}) where org_member_id = ${memberId}`;
  const WEEK = 7 * 24 * 60 * 60;

  test("lives for a week, which each request renews", async () => {
    await idleFor(WEEK - 60);
    expect(await status(browser)).toBe(200);
    expect(await status(browser)).toBe(200);
    await idleFor(WEEK + 1);
    expect(await status(browser)).toBe(401);
  });

  test("disappears from the list and is deleted at the next sign-in", async () => {
    await idleFor(WEEK + 1);
    await owner()`update sessions set ip = 'idle' where org_member_id = ${memberId}`;
    const other = await signedIn();
    const list = (await (await other.call(listSessions, "/settings/sessions")).json()) as { ip: string | null }[];
    expect(list.map(({ ip }) => ip)).not.toContain("idle");
    expect(await rows()).toHaveLength(1);
  });
});

describe("a password that was given a while ago", () => {
  const given = (minutesAgo: number) =>
    owner()`update sessions set authenticated_at = now() - make_interval(mins => ${minutesAgo}) where org_member_id = ${memberId}`;
  const make = async () =>
    (await browser.call(createToken, "/settings/tokens", { method: "POST", json: { name: "CI" } })).status;
  const prove = async (password: string) =>
    browser.call(reauthenticate, "/me/reauthenticate", { method: "POST", json: { password } });

  test("has to be confirmed after fifteen minutes, in each session separately", async () => {
    await given(14);
    expect(await make()).toBe(201);
    await given(16);
    expect(await make()).toBe(403);
    await signedIn();
    expect(await make()).toBe(403);
    expect((await prove(goodPassword)).status).toBe(204);
    expect(await make()).toBe(201);
  });

  test("can be guessed ten times at most", async () => {
    await given(16);
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, index) => prove(`guess ${index}`)));
    expect(guesses.filter((answer) => answer.status === 400)).toHaveLength(10);
    expect((await prove(goodPassword)).status).toBe(429);
    expect(await make()).toBe(403);
  });
});

describe("a change of password", () => {
  const next = "an entirely new one";
  const change = (who: Browser, current: string, wanted: string) =>
    who.call(changePassword, "/me/password", {
      method: "PUT",
      json: { current_password: current, new_password: wanted },
    });

  test("ends every other session and the old password", async () => {
    const other = await signedIn();
    expect((await change(browser, goodPassword, next)).status).toBe(204);
    expect([await status(browser), await status(other)]).toEqual([200, 401]);
    expect((await new Browser().signIn({ email, password: goodPassword })).status).toBe(401);
    expect(await status(await signedIn(next))).toBe(200);
  });

  test("requires the current password, and says so at its field", async () => {
    const answer = await change(browser, "not the password", next);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ pointer: "/current_password", detail: "is not your current password" }],
    });
  });

  test("reports an unacceptable password at its field", async () => {
    for (const weak of ["short", "grace hopper"]) {
      const answer = await change(browser, goodPassword, weak);
      expect(await answer.json()).toMatchObject({ errors: [{ pointer: "/new_password" }] });
    }
    expect(await status(await signedIn())).toBe(200);
  });

  test("locks after ten wrong guesses at once, without locking sign-in", async () => {
    const guesses = Array.from({ length: 20 }, (_, index) => change(browser, `guess ${index}`, next));
    const statuses = (await Promise.all(guesses)).map((answer) => answer.status);
    expect(statuses.filter((one) => one === 400)).toHaveLength(10);
    expect((await change(browser, goodPassword, next)).status).toBe(429);
    expect(await status(browser)).toBe(200);
    expect(await status(await signedIn())).toBe(200);
  });
});

describe("the list of sessions", () => {
  test("shows your own sessions and marks the current one; others' cannot be ended", async () => {
    const list = (await (await browser.call(listSessions, "/settings/sessions")).json()) as Record<string, unknown>[];
    expect(list).toEqual([
      {
        id: expect.stringMatching(/^ses_/),
        created_at: expect.any(String),
        last_seen_at: expect.any(String),
        user_agent: null,
        ip: null,
        current: true,
      },
    ]);
    const headers = { authorization: `Bearer ${org.token}` };
    const id = String(list[0]?.id);
    const foreign = await new Browser().call(endOne, `/settings/sessions/${id}`, { method: "DELETE", headers }, { id });
    expect([foreign.status, await code(foreign)]).toEqual([404, "session_not_found"]);
    expect(await status(browser)).toBe(200);
  });

  test("ends all the others", async () => {
    const others = [await signedIn(), await signedIn()];
    expect((await browser.call(endOthers, "/settings/sessions", { method: "DELETE" })).status).toBe(204);
    expect([await status(browser), ...(await Promise.all(others.map(status)))]).toEqual([200, 401, 401]);
  });
});
