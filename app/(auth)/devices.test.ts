import { beforeEach, describe, expect, test } from "vitest";
import { GET as readMe } from "@/app/(api)/me/route";
import * as deactivateMemberModule from "@/domain/members/deactivate-member";
import { tokenHash } from "@/lib/auth/token";
import { Browser } from "@/testing/browser";
import {
  addMember,
  asRequests,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";

const { deactivateMember, reactivateMember } = asRequests(deactivateMemberModule);

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";

let org: TestOrganization;
let browser: Browser;
beforeEach(async () => {
  org = await makeOrganization("Acme");
  browser = new Browser();
  await signIn(browser);
});

async function signIn(who: Browser, { email } = org, headers: Record<string, string> = {}): Promise<number> {
  return (await who.signIn({ email, password: goodPassword }, headers)).status;
}
const mails = ({ orgId } = org) =>
  owner()`select to_address, facts from messages where org_id = ${orgId} and kind = 'new_sign_in' order by message_id`;
const devices = ({ orgId } = org) =>
  owner()`select device_hash, last_seen_at from devices where org_id = ${orgId} order by last_seen_at`;

describe("a sign-in from an unknown device", () => {
  test("sends a mail that names the device, except for the account's first", async () => {
    expect(await mails()).toEqual([]);
    await signIn(new Browser(), org, { "user-agent": FIREFOX, "x-forwarded-for": "192.0.2.7" });
    expect(await mails()).toMatchObject([
      { to_address: org.email, facts: { device: "Firefox 128 on Windows", ip: "192.0.2.7", organization: "Acme" } },
    ]);
    expect(await devices()).toHaveLength(2);
  });

  test("also sends one through next-auth's own protocol", async () => {
    const script = new Browser();
    const { csrfToken } = (await (await script.nextAuth("csrf")).json()) as { csrfToken: string };
    const form = { csrfToken, email: org.email, password: goodPassword };
    await script.nextAuth("callback/credentials", { method: "POST", form });
    expect(await mails()).toHaveLength(1);
    await signIn(script);
    expect(await mails(), "known from then on").toHaveLength(1);
  });

  test("sends none and remembers no device if the sign-in is refused", async () => {
    const thief = new Browser();
    await thief.signIn({ email: org.email, password: "not the password" });
    expect([await mails(), (await devices()).length, thief.cookies.has("device")]).toEqual([[], 1, false]);
  });

  test("sends one for each member that signs in with it", async () => {
    const other = await makeOrganization("Other");
    await signIn(new Browser(), other);
    await signIn(browser, other);
    expect([(await mails(other)).length, (await mails()).length]).toEqual([1, 0]);
  });
});

describe("a known device", () => {
  test("sends no mail, also after signing out, and updates when it was seen", async () => {
    await browser.signOut();
    await owner()`update devices set last_seen_at = now() - interval '1 day' where org_id = ${org.orgId}`;
    const [before] = await devices();
    expect(await signIn(browser)).toBe(200);
    const [after] = await devices();
    expect(await mails()).toEqual([]);
    expect(await devices()).toHaveLength(1);
    expect(after?.last_seen_at.getTime()).toBeGreaterThan(before?.last_seen_at.getTime());
  });

  test("is a random value in a 400-day cookie, stored as its SHA-256", async () => {
    const value = browser.cookies.get("device") ?? "";
    expect(value).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(await devices()).toMatchObject([{ device_hash: tokenHash(value) }]);
    const line = browser.given.find((cookie) => cookie.startsWith("device="));
    expect(line).toBe(`device=${value}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax`);
  });

  test("a malformed device cookie is replaced", async () => {
    const forged = new Browser();
    forged.cookies.set("device", "mine");
    await signIn(forged);
    expect(forged.cookies.get("device")).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(await mails()).toHaveLength(1);
  });
});

test("keeps the twenty most recently seen devices", async () => {
  await owner()`insert into devices (org_id, org_member_id, device_hash, last_seen_at)
    select ${org.orgId}, ${org.admin.memberId}, encode(sha256(n::text::bytea), 'hex'), now() - make_interval(days => n)
      from generate_series(1, 30) n`;
  await signIn(new Browser());
  const kept = await devices();
  expect(kept).toHaveLength(20);
  expect(await signIn(browser)).toBe(200);
  expect(await mails(), "this browser was seen lately").toHaveLength(1);
});

test("deactivation ends a session on its next request; after reactivation the member signs in again", async () => {
  const heir = await addMember(org, { role: "admin" });
  const status = async () => (await browser.call(readMe, "/me")).status;
  expect(await status()).toBe(200);
  await deactivateMember(heir, org.admin.memberId);
  expect([await status(), await signIn(new Browser()), (await devices()).length]).toEqual([401, 401, 0]);
  await reactivateMember(heir, org.admin.memberId);
  expect(await status(), "the old session stays ended").toBe(401);
  expect(await signIn(browser)).toBe(200);
  expect(await status()).toBe(200);
});
