import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { DomainError } from "@/lib/errors";
import { owner } from "@/testing/organization";
import { attempt, attemptKey, takeAttempt } from "./attempt-limits";

const allowance = (limit: number) => {
  const key = attemptKey("e-mail", randomUUID());
  return { key, limits: new Map([[key, limit]]) };
};
const wrong = async () => null;
const right = async () => "in";
const failuresOf = async (key: string) =>
  (await owner()`select failures from attempts where attempt_key = ${key}`)[0]?.failures;

test("of forty parallel attempts ten are verified, and the right password after them is refused", async () => {
  const { limits } = allowance(10);
  let verified = 0;
  const attempts = Array.from({ length: 40 }, () =>
    attempt(limits, async () => {
      verified += 1;
      await new Promise((resolve) => setTimeout(resolve, 20)); // long enough for every other to be counted meanwhile
      return null;
    }),
  );
  const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === "rejected");
  expect(verified).toBe(10);
  expect(refused).toHaveLength(30);
  await expect(attempt(limits, right)).rejects.toMatchObject({ code: "too_many_attempts" });
});

test("a right password does not count against the ten and does not reset the wrong ones before it", async () => {
  const { key, limits } = allowance(10);
  for (let time = 0; time < 9; time += 1) await attempt(limits, wrong);
  for (let time = 0; time < 12; time += 1) expect(await attempt(limits, right)).toBe("in");
  expect(await failuresOf(key)).toBe(9);
  await attempt(limits, wrong);
  await expect(attempt(limits, right)).rejects.toMatchObject({ code: "too_many_attempts" });
});

test("an attempt that could not be verified is not counted", async () => {
  const { key, limits } = allowance(10);
  const busy = attempt(limits, () => Promise.reject(new DomainError("overloaded")));
  await expect(busy).rejects.toMatchObject({ code: "overloaded" });
  expect(await failuresOf(key)).toBe(0);
});

test("one exhausted key refuses, and the other loses no attempt", async () => {
  const [used, fresh] = [allowance(1), allowance(10)];
  await attempt(used.limits, wrong);
  await expect(attempt(new Map([...used.limits, ...fresh.limits]), right)).rejects.toMatchObject({
    code: "too_many_attempts",
  });
  expect(await failuresOf(fresh.key)).toBe(0);
});

test("the lock lasts fifteen minutes from the tenth failure", async () => {
  const { key, limits } = allowance(10);
  for (let time = 0; time < 10; time += 1) await attempt(limits, wrong);
  const [row] =
    await owner()`select extract(epoch from expires_at - now())::int as left from attempts where attempt_key = ${key}`;
  expect(row?.left).toBeGreaterThan(880);
  expect(row?.left).toBeLessThanOrEqual(900);
  await owner()`update attempts set expires_at = now() - interval '1 second' where attempt_key = ${key}`;
  expect(await attempt(limits, right)).toBe("in");
});

test("attempts on a locked key do not extend the lock, even if another key is free", async () => {
  const { key, limits } = allowance(2);
  for (let time = 0; time < 2; time += 1) await attempt(limits, wrong);
  await owner()`update attempts set expires_at = now() + interval '1 minute' where attempt_key = ${key}`;
  const lockedUntil = async () =>
    (await owner()`select expires_at from attempts where attempt_key = ${key}`)[0]?.expires_at.getTime();
  const until = await lockedUntil();
  for (const more of [limits, new Map([...limits, ...allowance(10).limits])]) {
    await expect(attempt(more, wrong)).rejects.toMatchObject({ code: "too_many_attempts" });
  }
  expect(await lockedUntil()).toBe(until);
});

test("an exhausted fading limit gives back one attempt at a time", async () => {
  const { key, limits } = allowance(100);
  const after = (minutes: number, failures = 100) =>
    owner()`update attempts set failures = ${failures}, expires_at = now() + make_interval(secs => ${(15 - minutes) * 60})
      where attempt_key = ${key}`;
  const fading = () => takeAttempt(limits, [key]);
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
  expect(await takeAttempt(limits), "and all of them where it does not fade").toBe(false);
});

test("two attempts with the same keys in another order do not deadlock", async () => {
  const [one, two] = [attemptKey("e-mail", randomUUID()), attemptKey("address", randomUUID())];
  const there = new Map([
    [one, 500],
    [two, 500],
  ]);
  const back = new Map([
    [two, 500],
    [one, 500],
  ]);
  const results = await Promise.all(Array.from({ length: 60 }, (_, index) => attempt(index % 2 ? there : back, wrong)));
  expect(results).toHaveLength(60);
  expect(await failuresOf(one)).toBe(60);
});

test("expired counters are deleted", async () => {
  const { key, limits } = allowance(10);
  await attempt(limits, wrong);
  await owner()`update attempts set expires_at = now() - interval '1 hour' where attempt_key = ${key}`;
  await attempt(allowance(10).limits, wrong);
  expect(await failuresOf(key)).toBeUndefined();
});
