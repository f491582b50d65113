import { expect, test } from "vitest";
import { readCosts } from "@/testing/lead-costs";

const MOST_PAGES = 250;

test.each([
  ["analyzed", true],
  ["never analyzed", false],
])(
  "what is about one lead reads a few pages of an OU of 100,000 among 3,000 others, %s",
  async (_state, isAnalyzed) => {
    const costs = await readCosts(100_000, 3_000, isAnalyzed);
    expect(Object.entries(costs).filter(([, pages]) => pages > MOST_PAGES)).toEqual([]);
  },
  240_000,
);
