import { expect, test } from "vitest";
import { readCosts } from "@/testing/lead-costs";

const MOST_TIMES = 1.5; // an index of twenty times the rows is one level deeper

test.each([
  ["analyzed", true],
  ["never analyzed", false],
])(
  "what is about one lead reads as much in an OU of 100,000 among 3,000 others as in one of 5,000 among 300, %s",
  async (_state, isAnalyzed) => {
    const [few, many] = [await readCosts(5_000, 300, isAnalyzed), await readCosts(100_000, 3_000, isAnalyzed)];
    const times = Object.entries(many).map(([name, pages]) => [name, pages / (few[name] ?? Number.NaN)] as const);
    expect(times.filter(([, ratio]) => !(ratio <= MOST_TIMES))).toEqual([]);
  },
  240_000,
);
