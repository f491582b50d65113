import { expect, test } from "vitest";
import { retryDelaySeconds } from "./retry-delay";

test("the wait doubles from five seconds to three hours, and is a random part of that, never none", () => {
  const longest = [1, 2, 3, 8, 12, 13, 1000].map((attempts) => retryDelaySeconds(attempts, () => 1));
  expect(longest).toEqual([5, 10, 20, 640, 10_240, 10_800, 10_800]);
  expect(retryDelaySeconds(1000, () => 0)).toBe(1);
  expect(retryDelaySeconds(3, () => 0.5)).toBe(10.5);
});

test("what failed together does not come back together", () => {
  const waits = Array.from({ length: 200 }, () => retryDelaySeconds(8));
  expect(new Set(waits.map(Math.floor)).size).toBeGreaterThan(50);
});
