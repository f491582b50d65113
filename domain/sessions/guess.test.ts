import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { owner } from "@/testing/organization";
import { guess, guessKey, spend } from "./guess";

const allowance = (limit: number) => {
  const key = guessKey("e-mail", randomUUID());
  return { key, limits: new Map([[key, limit]]) };
};
const wrong = async () => null;
const right = async () => "in";
const failuresOf = async (key: string) =>
  (await owner()`select failures from attempts where attempt_key = ${key}`)[0]?.failures;

test("forty guesses at once: ten are verified, and the right one after them is not", async () => {
  const { limits } = allowance(10);
  let verified = 0;
  const guesses = Array.from({ length: 40 }, () =>
    guess(limits, async () => {
      verified += 1;
      await new Promise((resolve) => setTimeout(resolve, 20)); // long enough for every other to be counted meanwhile
      return null;
    }),
  );
  const refused = (await Promise.allSettled(guesses)).filter(({ status }) => status === "rejected");
  expect(verified).toBe(10);
  expect(refused).toHaveLength(30);
  await expect(guess(limits, right)).rejects.toMatchObject({ code: "too_many_attempts" });
});

test("a right guess takes nothing from the ten, and gives the wrong ones before it no new life", async () => {
  const { key, limits } = allowance(10);
  for (let time = 0; time < 9; time += 1) await guess(limits, wrong);
  for (let time = 0; time < 12; time += 1) expect(await guess(limits, right)).toBe("in");
  expect(await failuresOf(key)).toBe(9);
  await guess(limits, wrong);
  await expect(guess(limits, right)).rejects.toMatchObject({ code: "too_many_attempts" });
});

test("what could not be verified is not counted", async () => {
  const { key, limits } = allowance(10);
  const busy = guess(limits, () => Promise.reject(new DomainError("overloaded")));
  await expect(busy).rejects.toMatchObject({ code: "overloaded" });
  expect(await failuresOf(key)).toBe(0);
});

test("one used-up key refuses, and the other loses nothing", async () => {
  const [used, fresh] = [allowance(1), allowance(10)];
  await guess(used.limits, wrong);
  await expect(guess(new Map([...used.limits, ...fresh.limits]), right)).rejects.toMatchObject({
    code: "too_many_attempts",
  });
  expect(await failuresOf(fresh.key)).toBe(0);
});

test("the lock lasts fifteen minutes from the tenth failure, and not longer", async () => {
  const { key, limits } = allowance(10);
  for (let time = 0; time < 10; time += 1) await guess(limits, wrong);
  const [row] =
    await owner()`select extract(epoch from expires_at - now())::int as left from attempts where attempt_key = ${key}`;
  expect(row?.left).toBeGreaterThan(880);
  expect(row?.left).toBeLessThanOrEqual(900);
  await owner()`update attempts set expires_at = now() - interval '1 second' where attempt_key = ${key}`;
  expect(await guess(limits, right)).toBe("in");
});

test("guesses at a locked key do not prolong the lock, also where another key is free", async () => {
  const { key, limits } = allowance(2);
  for (let time = 0; time < 2; time += 1) await guess(limits, wrong);
  await owner()`update attempts set expires_at = now() + interval '1 minute' where attempt_key = ${key}`;
  const lockedUntil = async () =>
    (await owner()`select expires_at from attempts where attempt_key = ${key}`)[0]?.expires_at.getTime();
  const until = await lockedUntil();
  for (const more of [limits, new Map([...limits, ...allowance(10).limits])]) {
    await expect(guess(more, wrong)).rejects.toMatchObject({ code: "too_many_attempts" });
  }
  expect(await lockedUntil()).toBe(until);
});

test("a used-up fading allowance gives back one attempt at a time", async () => {
  const { key, limits } = allowance(100);
  const after = (minutes: number, failures = 100) =>
    owner()`update attempts set failures = ${failures}, expires_at = now() + make_interval(secs => ${(15 - minutes) * 60})
      where attempt_key = ${key}`;
  const fading = () => spend(limits, [key]);
  await fading();
  await after(0);
  expect(await fading()).toBe(false);
  await after(0.16); // a hundredth of fifteen minutes is nine seconds
  expect([await fading(), await fading()]).toEqual([true, false]);
  await after(3);
  expect([await fading(), await failuresOf(key)]).toEqual([true, 81]);
  await after(3, 5);
  expect([await fading(), await failuresOf(key)], "fewer than that are still counted whole").toEqual([true, 6]);
  await after(3);
  expect(await spend(limits), "and all of them where it does not fade").toBe(false);
});

test("two guesses with the same keys in another order do not wait for each other", async () => {
  const [one, two] = [guessKey("e-mail", randomUUID()), guessKey("address", randomUUID())];
  const there = new Map([
    [one, 500],
    [two, 500],
  ]);
  const back = new Map([
    [two, 500],
    [one, 500],
  ]);
  const results = await Promise.all(Array.from({ length: 60 }, (_, place) => guess(place % 2 ? there : back, wrong)));
  expect(results).toHaveLength(60);
  expect(await failuresOf(one)).toBe(60);
});

test("old counters are swept up", async () => {
  const { key, limits } = allowance(10);
  await guess(limits, wrong);
  await owner()`update attempts set expires_at = now() - interval '1 hour' where attempt_key = ${key}`;
  await guess(allowance(10).limits, wrong);
  expect(await failuresOf(key)).toBeUndefined();
});
