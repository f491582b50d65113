import { expect, test } from "vitest";
import { axisTicks, heightOf, logShare, PLOT_HEIGHT, spread } from "./chart-scale";

test("an axis has round steps that enclose the values, whatever they are", () => {
  expect(axisTicks(0, 0)).toEqual([0, 1]);
  expect(axisTicks(0, 3)).toEqual([0, 1, 2, 3]);
  expect(axisTicks(0, 137)).toEqual([0, 50, 100, 150]);
  expect(axisTicks(-30, 120)).toEqual([-50, 0, 50, 100, 150]);
  expect(axisTicks(49_880, 50_003)).toEqual([49_850, 49_900, 49_950, 50_000, 50_050]);
  expect(axisTicks(7, 7)).toEqual([7, 8]);
});

test("a value is as high as it is between the first and the last tick", () => {
  const y = heightOf([-50, 0, 50]);
  expect([y(-50), y(0), y(50)]).toEqual([PLOT_HEIGHT, PLOT_HEIGHT / 2, 0]);
});

test("on a log scale nothing is nothing, and the largest is all", () => {
  expect([logShare(0, 50_000), logShare(50_000, 50_000), logShare(0, 0)]).toEqual([0, 1, 0]);
  expect(logShare(9, 99)).toBe(0.5);
});

test("the labels of an axis include both ends", () => {
  expect(spread(30, 5)).toEqual([0, 7, 15, 22, 29]);
  expect(spread(2, 5)).toEqual([0, 1]);
  expect(spread(1, 5)).toEqual([0]);
});
