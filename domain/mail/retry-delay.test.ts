import { expect, test } from "vitest";
import { retryDelaySeconds } from "./retry-delay";

test("the wait is a random part of five seconds, doubling up to three hours, and never zero", () => {
  const longest = [1, 2, 3, 8, 12, 13, 1000].map((attempts) => retryDelaySeconds(attempts, () => 1));
  expect(longest).toEqual([5, 10, 20, 640, 10_240, 10_800, 10_800]);
  expect(retryDelaySeconds(1000, () => 0)).toBe(1);
  expect(retryDelaySeconds(3, () => 0.5)).toBe(10.5);
});

test("mails that failed together are not retried together", () => {
  const waits = Array.from({ length: 200 }, () => retryDelaySeconds(8));
  expect(new Set(waits.map(Math.floor)).size).toBeGreaterThan(50);
});
