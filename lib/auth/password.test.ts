import { hash, verify } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { password } from "@/domain/members/schema";
import { hashNewPassword, hashPassword, isOutdated, verifyPassword } from "./password";

const owner = { first: "Ada", last: "Lovelace", email: "ada.l@example.com", organization: "Analytical Engines" };
const GOOD = "correct horse battery staple";

test("the schema asks for a length of 12 to 256 code points", () => {
  const fits = (candidate: string) => password().safeParse(candidate).success;
  expect([fits("🚀".repeat(11)), fits("🚀".repeat(12)), fits("🚀".repeat(256)), fits("🚀".repeat(257))]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(fits("twelve chars\0")).toBe(false);
});

test("a hash is argon2id at 19 MiB, t=2, p=1, salted, and verifies in any Unicode form", async () => {
  const [one, two] = await Promise.all([
    hashPassword("Pass\u00e9 compos\u00e9"),
    hashPassword("Passe\u0301 compose\u0301"),
  ]);
  for (const hash of [one, two]) {
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(hash, "Pass\u00e9 compos\u00e9".normalize("NFKC"))).toBe(true);
    expect(await verify(hash, "another password")).toBe(false);
  }
  expect(one).not.toBe(two);
});

test("a new password is judged before it is hashed", async () => {
  expect(await verify(await hashNewPassword({ password: GOOD, owner, kind: "own" }), GOOD)).toBe(true);
  const weak = hashNewPassword({ password: "letmeinletmein", owner, kind: "initial", pointer: "/here" });
  await expect(weak).rejects.toMatchObject({ code: "invalid_content", faults: [{ pointer: "/here" }] });
});

test("a hash with other parameters is outdated, even a stronger one", async () => {
  const made = (memoryCost: number, timeCost: number) => hash(GOOD, { memoryCost, timeCost, parallelism: 1 });
  expect(isOutdated(await hashPassword(GOOD))).toBe(false);
  expect([isOutdated(await made(8_192, 2)), isOutdated(await made(19_456, 3))]).toEqual([true, true]);
});

/** How many of `waiting` were done when `one` was. */
async function doneBefore(one: Promise<unknown>, waiting: Promise<unknown>[]): Promise<number> {
  let done = 0;
  for (const each of waiting) each.then(() => (done += 1));
  await one;
  const before = done;
  await Promise.all(waiting);
  return before;
}

test("sign-ins and new passwords do not wait for each other", async () => {
  const stored = await hashPassword(GOOD);
  const many = <T>(begin: () => Promise<T>) => Array.from({ length: 40 }, begin);
  const hashes = many(() => hashNewPassword({ password: GOOD, owner, kind: "own" }));
  expect(await doneBefore(verifyPassword(stored, GOOD, "sign-in"), hashes)).toBeLessThan(20);
  const signIns = many(() => verifyPassword(stored, GOOD, "sign-in"));
  expect(await doneBefore(hashPassword(GOOD), signIns)).toBeLessThan(20);
});
