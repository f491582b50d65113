import { afterEach, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { isRefusedTogether, logRefusedTogether } from "./refused-together";

const facts = {
  operation: "listMembers",
  status: 429,
  code: "rate_limited",
  org_id: "org_1",
  limit: "credential-reads",
};
const other = { ...facts, org_id: "org_2" };

afterEach(() => vi.useRealTimers());

test("of equal refusals within a second the first has a line of its own, and the others share one with their number", () => {
  vi.useFakeTimers();
  const lines = vi.spyOn(log(), "info");
  expect([facts, facts, other, facts].map(isRefusedTogether)).toEqual([false, true, false, true]);
  expect(lines).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(lines.mock.calls).toEqual([[{ ...facts, requests: 2 }, "refused together"]]);
  expect(isRefusedTogether(facts)).toBe(false);
});

test("what was counted is logged at the end, too", () => {
  logRefusedTogether();
  const lines = vi.spyOn(log(), "info").mockClear();
  for (const _ of "abc") isRefusedTogether(facts);
  logRefusedTogether();
  expect(lines.mock.calls).toEqual([[{ ...facts, requests: 2 }, "refused together"]]);
});
