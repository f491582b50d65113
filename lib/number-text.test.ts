import { expect, test } from "vitest";
import { countText, numberText } from "./number-text";

test("numbers are grouped, and one has a singular", () => {
  expect(numberText(1008)).toBe("1,008");
  expect([0, 1, 1008].map((count) => countText(count, "lead"))).toEqual(["0 leads", "1 lead", "1,008 leads"]);
  expect(countText(2, "person", "people")).toBe("2 people");
});
