import { expect, test } from "vitest";
import { RateBucket } from "./rate-bucket";

const NOW = 5_000;
const take = (bucket: RateBucket, times: number, now = NOW) => {
  for (let n = 0; n < times; n += 1) bucket.take(now);
};

test.each([
  [100, 2],
  [25, 2],
  [3, 1],
  [7, 60],
  [999_999, 1],
])("%i a second lets exactly %i seconds' worth through at once", (perSecond, seconds) => {
  const bucket = new RateBucket(perSecond, seconds);
  take(bucket, perSecond * seconds - 1);
  expect([bucket.left(NOW), bucket.waitMilliseconds(NOW)]).toEqual([1, 0]);
  bucket.take(NOW);
  expect([bucket.left(NOW), bucket.fullInSeconds(NOW)]).toEqual([0, seconds]);
  expect(bucket.waitMilliseconds(NOW)).toBeCloseTo(1000 / perSecond, 3);
});

test("an empty bucket lets one more through each time that the rate allows it, and fills up to a burst and no further", () => {
  const bucket = new RateBucket(10, 2);
  take(bucket, 20);
  expect(bucket.waitMilliseconds(NOW + 99)).toBeGreaterThan(0);
  expect(bucket.waitMilliseconds(NOW + 100)).toBe(0);
  expect(bucket.left(NOW + 1_000)).toBe(10);
  expect(bucket.fullInSeconds(NOW + 1_000)).toBe(1);
  expect(bucket.left(NOW + 60_000)).toBe(20);
});

test("adopts what all processes let through, and adds what it let through since", () => {
  const bucket = new RateBucket(10, 2);
  take(bucket, 5);
  bucket.requests = 0; // reported
  take(bucket, 2);
  bucket.adopt(NOW, 1.5);
  expect(bucket.left(NOW)).toBe(3);
  bucket.adopt(NOW, 4);
  expect([bucket.left(NOW), bucket.waitMilliseconds(NOW)]).toEqual([0, 2_300]);
});

test("is idle only if a new one would be the same", () => {
  const bucket = new RateBucket(10, 2);
  expect(bucket.isIdle(NOW)).toBe(true);
  bucket.take(NOW);
  bucket.requests = 0;
  expect([bucket.isIdle(NOW + 99), bucket.isIdle(NOW + 100)]).toEqual([false, true]);
  bucket.refused = 1;
  expect(bucket.isIdle(NOW + 100)).toBe(false);
});
