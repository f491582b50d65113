import { verify } from "@node-rs/argon2";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import * as membersOperations from "@/domain/members/operations";
import { attemptKey } from "@/domain/sessions/attempt-limits";
import { networkOf } from "@/lib/auth/client";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import { owner } from "@/testing/database";
import { activate, addMember, changeMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, createMember } from "@/testing/requests";

const { deactivateMember } = asRequests(deactivateMemberModule);
const { removeMember } = asRequests(membersOperations);

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
const sessionsOf = async (memberId: string) =>
  owner()`select session_id, ip, user_agent from sessions where org_member_id = ${memberId}`;

async function addPerson({ admin }: TestOrganization, email = `${newId("mem")}@acme.test`, password = goodPassword) {
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "viewer" as const, password };
  return { email, memberId: await activate((await createMember(admin, person)).memberId) };
}

describe("e-mail and password", () => {
  test("open a session, which stores the browser's name and address", async () => {
    const headers = { "user-agent": "Firefox", "x-forwarded-for": "192.0.2.7" };
    const { email, memberId } = await addPerson(org);
    const answer = await browser.signIn({ email: ` ${email.toUpperCase()}`, password: goodPassword }, headers);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ url: "/dashboard" });
    expect(await (await me(browser)).json()).toMatchObject({ org_member_id: memberId });
    expect(await sessionsOf(memberId)).toMatchObject([{ user_agent: "Firefox", ip: "192.0.2.7" }]);
  });

  test("a session's stored hash does not work as its cookie", async () => {
    await browser.signIn({ email: org.email, password: goodPassword });
    const [row] = await owner()`select session_hash from sessions where org_id = ${org.orgId} order by session_id desc`;
    const forged = new Browser();
    for (const name of browser.cookies.keys()) forged.cookies.set(name, row?.session_hash);
    expect((await me(forged)).status).toBe(401);
  });

  test("an unknown address, a wrong password, and a removed, deactivated or passwordless member get the same refusal", async () => {
    const [removed, deactivated] = [await addPerson(org), await addPerson(org)];
    await removeMember(org.admin, removed.memberId);
    await deactivateMember(org.admin, deactivated.memberId);
    const never = await addMember(org, { email: `${newId("mem")}@acme.test` });
    const [{ email: without } = { email: "" }] =
      await owner()`select email from members where org_member_id = ${never.memberId}`;
    const attempts = [
      { email: "nobody@acme.test", password: goodPassword },
      { email: org.email, password: "not the password" },
      { email: removed.email, password: goodPassword },
      { email: deactivated.email, password: goodPassword },
      { email: without, password: "!" },
    ];
    for (const fields of attempts) {
      const answer = await browser.signIn(fields);
      expect(answer.status).toBe(401);
      const { request_id: _differs, ...said } = (await answer.json()) as Record<string, unknown>;
      expect(said).toEqual({
        type: "urn:leadvibe:problem:sign_in_failed",
        title: "The e-mail address or password is wrong.",
        status: 401,
        detail: "The e-mail address or password is wrong.",
        code: "sign_in_failed",
      });
    }
    expect([...browser.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  });

  test("an unknown address costs the same hashing as one known in one organization or three", async () => {
    const shared = `${newId("mem")}@acme.test`;
    for (const name of ["One", "Two", "Three"]) await addPerson(await makeOrganization(name), shared);
    const deactivated = await addPerson(org);
    await deactivateMember(org.admin, deactivated.memberId);
    const known = (await addPerson(org)).email; // for which the browser is a known device
    await browser.signIn({ email: known, password: goodPassword });
    const kinds = [`${newId("mem")}@acme.test`, (await addPerson(org)).email, shared, deactivated.email, known];
    for (const email of kinds) {
      vi.mocked(verify).mockClear();
      await browser.signIn({ email, password: "not the password" });
      const costs = vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split("$").slice(0, 4).join("$"));
      expect(costs, email).toEqual(Array(3).fill("$argon2id$v=19$m=19456,t=2,p=1")); // the hashes are nearly all of the work
    }
  });

  test("anything but a string is refused without an error", async () => {
    const odd: unknown[] = [{ $ne: "" }, [org.email], 7, true, null, undefined, "", "a\0b", "\ud800", "x".repeat(300)];
    for (const value of odd) {
      expect((await browser.signIn({ email: value, password: goodPassword })).status).toBe(401);
      expect((await browser.signIn({ email: org.email, password: value })).status).toBe(401);
    }
    expect((await browser.signIn({ email: org.email, password: goodPassword, org_id: { length: 1 } })).status).toBe(
      200,
    );
  });

  test("ten failures lock the address for fifteen minutes without ending sessions", async () => {
    const { email } = await addPerson(org);
    await browser.signIn({ email, password: goodPassword });
    const attempts = Array.from({ length: 30 }, (_, index) =>
      new Browser().signIn({ email, password: `wrong ${index}` }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    const locked = await new Browser().signIn({ email, password: goodPassword });
    expect(locked.status).toBe(429);
    expect(locked.headers.get("retry-after")).toBe("900");
    expect(await code(locked)).toBe("too_many_attempts");
    expect((await me(browser)).status).toBe(200);
    expect((await new Browser().signIn({ email: org.email, password: goodPassword })).status).toBe(200);
  });

  test("an unknown address locks the same way, so the lock reveals nothing", async () => {
    const email = `${newId("mem")}@acme.test`;
    for (let time = 0; time < 10; time += 1) expect((await browser.signIn({ email, password: "x" })).status).toBe(401);
    expect((await browser.signIn({ email, password: "x" })).status).toBe(429);
  });

  test("a hundred failures from one network address lock it, and no other", async () => {
    const from = (ip: string) => ({ "x-forwarded-for": ip });
    const network = `2001:db8:${newId("ses").slice(-4)}:${newId("ses").slice(-4)}`;
    const [ip, neighbour, another] = [`${network}::1`, `${network}:a:b:c:d`, "198.51.100.5"];
    await owner()`insert into attempts (attempt_key, failures, expires_at)
      values (${attemptKey("address", networkOf(ip))}, 99, now() + interval '15 minutes')`;
    const right = { email: org.email, password: goodPassword };
    expect((await browser.signIn({ email: `nobody@${org.orgId}.test`, password: "x" }, from(ip))).status).toBe(401);
    expect((await browser.signIn(right, from(neighbour))).status).toBe(429);
    expect((await browser.signIn(right, from(another))).status).toBe(200);
  });

  test("signing in again ends the browser's previous session", async () => {
    const { email, memberId } = await addPerson(org);
    await browser.signIn({ email, password: goodPassword });
    const before = browser.copy();
    await browser.signIn({ email, password: goodPassword });
    expect((await me(before)).status).toBe(401);
    expect(await sessionsOf(memberId)).toHaveLength(1);
  });
});

describe("one address in several organizations", () => {
  let other: TestOrganization;
  let email: string;
  let memberIds: string[];
  beforeEach(async () => {
    other = await makeOrganization("Zenith");
    email = `${newId("mem")}@both.test`;
    memberIds = [(await addPerson(org, email)).memberId, (await addPerson(other, email)).memberId];
  });

  test("a password that matches both leads to a choice, and the choice to a session", async () => {
    const answer = await browser.signIn({ email, password: goodPassword, callbackUrl: "/dashboard/members" });
    const organizations = [
      { org_id: org.orgId, name: "Acme" },
      { org_id: other.orgId, name: "Zenith" },
    ];
    expect(await answer.json()).toEqual({ organizations });
    expect((await me(browser)).status).toBe(401);
    const chosen = await browser.signIn({ org_id: other.orgId, callbackUrl: "/dashboard/members" });
    expect(await chosen.json()).toEqual({ url: "/dashboard/members" });
    expect(await (await me(browser)).json()).toMatchObject({ org_id: other.orgId, org_member_id: memberIds[1] });
  });

  test("a wrong password names no organization", async () => {
    const answer = await browser.signIn({ email, password: "not the password" });
    expect(await answer.text()).not.toMatch(/Acme|Zenith|org_/);
    expect((await browser.signIn({ org_id: org.orgId })).status).toBe(401);
  });

  test("a password that matches only one of them signs in to that one", async () => {
    const alone = `${newId("mem")}@both.test`;
    await addPerson(org, alone, "a password of its own");
    const { memberId } = await addPerson(other, alone);
    await browser.signIn({ email: alone, password: goodPassword });
    expect(await (await me(browser)).json()).toMatchObject({ org_member_id: memberId });
  });

  test("a choice works only for accounts whose password was proven", async () => {
    const third = await makeOrganization("Third");
    await browser.signIn({ email, password: goodPassword });
    expect((await browser.copy().signIn({ org_id: third.orgId })).status).toBe(401);
    const forged = browser.copy();
    forged.cookies.set("sign-in", "eyJhbGciOiJub25lIn0..e30.x.x");
    expect((await forged.signIn({ org_id: org.orgId })).status).toBe(401);
    // The password changed between the proof and the choice.
    await changeMember(memberIds[0] ?? "", owner()`password_hash = password_hash || ' '`);
    expect((await browser.copy().signIn({ org_id: org.orgId })).status).toBe(401);
    expect((await browser.signIn({ org_id: other.orgId })).status).toBe(200);
  });

  test("a session cookie is not a choice, and a choice is not a session", async () => {
    await browser.signIn({ email, password: goodPassword });
    const swapped = new Browser();
    swapped.cookies.set("next-auth.session-token", browser.cookies.get("sign-in") ?? "");
    expect((await me(swapped)).status).toBe(401);
    await browser.signIn({ org_id: org.orgId });
    swapped.cookies.set("sign-in", browser.cookies.get("next-auth.session-token") ?? "");
    expect((await swapped.signIn({ org_id: org.orgId })).status).toBe(401);
  });
});
