import { hash } from "@node-rs/argon2";
import { beforeEach, expect, test } from "vitest";
import { hashPassword, isOutdated } from "@/lib/auth/password";
import { owner } from "@/testing/database";
import { changeMember } from "@/testing/members";
import { goodPassword, makeOrganization, type TestOrganization, unknownDevice } from "@/testing/organization";
import { changePasswordOf } from "@/testing/requests";
import { beginSession } from "./begin-session";
import { renewHash } from "./renew-hash";
import { verifySignIn } from "./verify-sign-in";

let org: TestOrganization;
let outdated: string;
beforeEach(async () => {
  org = await makeOrganization();
  outdated = await hash(goodPassword, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await store(outdated);
});

const store = (passwordHash: string) => changeMember(org.admin.memberId, owner()`password_hash = ${passwordHash}`);
const stored = async () =>
  (await owner()`select password_hash from members where org_member_id = ${org.admin.memberId}`)[0]?.password_hash;

async function signIn(password = goodPassword): Promise<boolean> {
  const [account] = (await verifySignIn(org.email, password, unknownDevice)) ?? [];
  return account !== undefined && (await beginSession(account, unknownDevice)) !== null;
}

test("a sign-in renews a hash with outdated parameters, and its session is valid", async () => {
  expect(await signIn()).toBe(true);
  const renewed = await stored();
  expect([renewed === outdated, isOutdated(renewed)]).toEqual([false, false]);
  expect(await signIn()).toBe(true);
  expect(await stored(), "and then stays").toBe(renewed);
});

test("a wrong password changes nothing", async () => {
  expect(await signIn("not the password")).toBe(false);
  expect(await stored()).toBe(outdated);
});

test("parallel sign-ins all succeed", async () => {
  expect(await Promise.all(Array.from({ length: 6 }, () => signIn()))).toEqual(Array(6).fill(true));
  expect(isOutdated(await stored())).toBe(false);
});

test("a password changed in the meantime stays, and the old one is void", async () => {
  const account = { actor: org.admin, passwordHash: outdated };
  await changePasswordOf(org.admin, { current_password: goodPassword, new_password: "an entirely new password" });
  const changed = await stored();
  expect(await renewHash(account, goodPassword)).toBe(outdated);
  expect(await stored()).toBe(changed);
});

test("the same password chosen again in the meantime is valid", async () => {
  const again = await hashPassword(goodPassword);
  await store(again);
  expect(await renewHash({ actor: org.admin, passwordHash: outdated }, goodPassword)).toBe(again);
});
