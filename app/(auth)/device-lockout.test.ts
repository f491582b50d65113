import { beforeEach, describe, expect, test } from "vitest";
import { attemptKey } from "@/domain/sessions/attempt-limits";
import { newId } from "@/lib/ids";
import { Browser } from "@/testing/browser";
import {
  activate,
  changeMember,
  createMember,
  goodPassword,
  makeOrganization,
  owner,
  type TestOrganization,
} from "@/testing/organization";

let org: TestOrganization;
let known: Browser;
let ip: string;
beforeEach(async () => {
  org = await makeOrganization("Acme");
  ip = `192.0.2.${newId("ses").slice(-6)}`;
  known = new Browser();
  expect(await signIn(known)).toBe(200);
  await known.signOut();
});

async function signIn(who: Browser, password = goodPassword, email = org.email): Promise<number> {
  return (await who.signIn({ email, password }, { "x-forwarded-for": ip })).status;
}
async function guessWrong(times: number, who = () => new Browser(), email = org.email): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push(await signIn(who(), `guess ${time}`, email));
  return statuses;
}
const lockNetwork = () => owner()`insert into attempts (attempt_key, failures, expires_at)
  values (${attemptKey("address", ip)}, 100, now() + interval '15 minutes') on conflict (attempt_key) do update set failures = 100`;
const failuresOf = async (kind: "e-mail" | "address", subject: string) =>
  (await owner()`select failures from attempts where attempt_key = ${attemptKey(kind, subject)}`)[0]?.failures ?? 0;

describe("a device that has signed in before", () => {
  test("can sign in while others' guesses lock the e-mail address; a new device cannot", async () => {
    expect(await guessWrong(11)).toEqual([...Array(10).fill(401), 429]);
    expect([await signIn(new Browser()), await signIn(known)]).toEqual([429, 200]);
  });

  test("can sign in while others' guesses lock its network; a new device cannot", async () => {
    await lockNetwork();
    expect([await signIn(new Browser()), await signIn(known)]).toEqual([429, 200]);
  });

  test("is locked only by its own ten wrong guesses, which count for nobody else", async () => {
    const other = new Browser();
    await signIn(other);
    expect(await guessWrong(11, () => known)).toEqual([...Array(10).fill(401), 429]);
    expect([await signIn(known), await signIn(other), await signIn(new Browser())]).toEqual([429, 200, 200]);
    expect([await failuresOf("e-mail", org.email), await failuresOf("address", ip)]).toEqual([0, 0]);
  });

  test("is known only to the account that signed in with it", async () => {
    const stranger = await makeOrganization("Other");
    const theirs = new Browser();
    await signIn(theirs, goodPassword, stranger.email);
    await guessWrong(10, () => theirs);
    expect(await failuresOf("e-mail", org.email)).toBe(10);
    expect([await signIn(theirs), await signIn(theirs, goodPassword, stranger.email)]).toEqual([429, 200]);
  });

  test("a forged cookie, or one of a deleted device, is not recognized", async () => {
    const forged = new Browser();
    forged.cookies.set("device", "A".repeat(43));
    await guessWrong(10, () => forged);
    expect([await signIn(forged), await signIn(known)]).toEqual([429, 200]);
    await owner()`delete from devices where org_id = ${org.orgId}`;
    expect(await signIn(known)).toBe(429);
  });

  test("also works through next-auth's own protocol", async () => {
    await guessWrong(10);
    const { csrfToken } = (await (await known.nextAuth("csrf")).json()) as { csrfToken: string };
    const form = { csrfToken, email: org.email, password: goodPassword };
    const answer = await known.nextAuth("callback/credentials", { method: "POST", form });
    expect(answer.headers.get("location")).not.toContain("error");
    expect(known.cookies.has("next-auth.session-token")).toBe(true);
  });
});

describe("an address with accounts in two organizations", () => {
  const mine = "a password of the second";
  let second: TestOrganization;
  let secondId: string;
  beforeEach(async () => {
    second = await makeOrganization("Zenith");
    const person = { first_name: "Eve", last_name: "Mallory", email: org.email, role: "viewer" as const };
    secondId = await activate((await createMember(second.admin, { ...person, password: mine })).memberId);
  });

  test("a device known to one account is not known to the other", async () => {
    const theirs = new Browser();
    await signIn(theirs, mine);
    await guessWrong(10);
    expect(await signIn(theirs), "the other's right password").toBe(401);
    expect(await signIn(theirs, mine)).toBe(200);
  });

  test("somebody who can set one account's password cannot use it to try the other endlessly", async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) statuses.push(await signIn(new Browser(), mine));
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
  });

  test("a password that matches both counts as no failure", async () => {
    const both = new Browser();
    const [{ password_hash: hash } = {}] = await owner()`select password_hash from members where org_id = ${org.orgId}`;
    await changeMember(secondId, owner()`password_hash = ${hash}`);
    for (let time = 0; time < 12; time += 1) expect(await signIn(both)).toBe(200);
    expect(await failuresOf("e-mail", org.email)).toBe(0);
  });
});
