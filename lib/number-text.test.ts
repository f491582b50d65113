import { expect, test } from "vitest";
import { compactText, countText, numberText, signedText } from "./number-text";

test("numbers are grouped, and one has a singular", () => {
  expect(numberText(1008)).toBe("1,008");
  expect([0, 1, 1008].map((count) => countText(count, "lead"))).toEqual(["0 leads", "1 lead", "1,008 leads"]);
  expect(countText(2, "person", "people")).toBe("2 people");
});

test("a negative number has a true minus sign", () => {
  expect([numberText(-5), numberText(-1008), compactText(-1200)]).toEqual(["−5", "−1,008", "−1.2K"]);
  expect([15, -5, 0].map(signedText)).toEqual(["+15", "−5", "0"]);
});
