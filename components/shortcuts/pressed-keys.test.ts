import { expect, test } from "vitest";
import { completed, type Shortcut } from "./pressed-keys";

const shortcut = (keys: string): Shortcut => ({ keys, does: keys, act: () => {} });
const shortcuts = ["?", "m", "g m"].map(shortcut);
let now = 0;
const press = (key: string, after = 100) => {
  now += after;
  return completed(shortcuts, { key, timeStamp: now })?.keys;
};

test("a key that is a shortcut by itself acts at once, and one of two keys only after both", () => {
  expect(press("?")).toBe("?");
  expect(press("m")).toBe("m");
  expect(press("g")).toBeUndefined();
  expect(press("m")).toBe("g m");
  expect(press("m")).toBe("m");
});

test("two keys are no shortcut if another came between, or if the second came late", () => {
  expect(press("g")).toBeUndefined();
  expect(press("x")).toBeUndefined();
  expect(press("m")).toBe("m");
  expect(press("g")).toBeUndefined();
  expect(press("m", 5000)).toBe("m");
});
