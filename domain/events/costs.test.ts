import { expect, test } from "vitest";
import { readCosts } from "@/testing/lead-costs";

const MOST_PAGES = 250;

test.each([
  ["analyzed", true],
  ["never analyzed", false],
])(
  "what is about one lead reads a few pages of an OU of 10,000 among a thousand others, %s",
  async (_state, isAnalyzed) => {
    const costs = await readCosts(10_000, 1_000, isAnalyzed);
    expect(Object.entries(costs).filter(([, pages]) => pages > MOST_PAGES)).toEqual([]);
  },
);
