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
  bucket.adopt(NOW, 1.5, 500);
  expect(bucket.left(NOW)).toBe(3);
  bucket.adopt(NOW, 4, 1_700);
  expect([bucket.left(NOW), bucket.waitMilliseconds(NOW)]).toEqual([0, 2_300]);
});

test("is shared until reports show for two seconds that no other process uses it, and again when one does", () => {
  const bucket = new RateBucket(10, 2);
  expect(bucket.isShared(NOW)).toBe(true);
  bucket.adopt(NOW, 0.5, 500);
  expect([bucket.isShared(NOW + 1_999), bucket.isShared(NOW + 2_000)]).toEqual([true, false]);
  bucket.adopt(NOW + 5_000, 0.5, 500);
  expect(bucket.isShared(NOW + 5_000)).toBe(false);
  bucket.adopt(NOW + 6_000, 0.6, 500);
  expect(bucket.isShared(NOW + 6_000)).toBe(true);
});

test("says when the requests to report began, as late as the rate allows it", () => {
  const bucket = new RateBucket(10, 2);
  take(bucket, 5);
  expect(bucket.begunSeconds(NOW)).toBe(0);
  expect(bucket.begunSeconds(NOW + 3_000)).toBe(3);
  take(bucket, 1, NOW + 9_000);
  expect(bucket.begunSeconds(NOW + 9_000)).toBe(0.5);
});
