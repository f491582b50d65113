import { expect, test } from "vitest";
import { dayText, relativeText, timeText } from "./time-text";

test("without a reader a time is UTC in English, and says so", () => {
  const at = "2026-11-21T23:30:05Z";
  expect(timeText(at, "minute", false)).toMatch(/^Nov 21, 2026, 11:30.PM UTC$/);
  expect(timeText(at, "day", false)).toBe("Nov 21, 2026 UTC");
  expect(dayText("2026-11-21", false)).toBe("Nov 21");
});

test("the time since is given in the reader's language", () => {
  expect(relativeText(-7200, "de")).toBe("vor 2 Stunden");
  expect(relativeText(86_400, "en")).toBe("tomorrow");
  expect(relativeText(-4, "en")).toBe("now");
});
