import { afterEach, expect, test } from "vitest";
import { localTime, utcTime } from "./window-times";

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone ?? "UTC";
});

test("a period is entered in the reader's time zone and stored in UTC", () => {
  process.env.TZ = "Asia/Tokyo";
  expect(localTime("2026-11-21T20:30:00Z")).toBe("2026-11-22T05:30");
  expect(utcTime("2026-11-22T05:30")).toBe("2026-11-21T20:30:00Z");
  expect([localTime(null), utcTime("")]).toEqual(["", null]);
});
