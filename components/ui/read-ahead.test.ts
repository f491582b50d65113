import { afterEach, expect, test, vi } from "vitest";
import { noteReadAhead, takeOutdated } from "./read-ahead";

afterEach(() => vi.useRealTimers());

test("a page that was read ahead is outdated after two seconds, once, and no longer when Next has forgotten it", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  noteReadAhead("/a");
  expect(takeOutdated("/a")).toBe(false);
  vi.advanceTimersByTime(3000);
  expect(takeOutdated("/b")).toBe(false);
  expect(takeOutdated("/a")).toBe(true);
  expect(takeOutdated("/a")).toBe(false);

  noteReadAhead("/a");
  vi.advanceTimersByTime(31_000);
  expect(takeOutdated("/a")).toBe(false);
});
