import { expect, test } from "vitest";
import { mapInSlices } from "./map-in-slices";

test("maps in order, and lets others run after each slice", async () => {
  const order: string[] = [];
  const mapped = mapInSlices([1, 2, 3], (item, index) => order.push(`${item} at ${index}`), 0);
  setImmediate(() => order.push("another request"));
  expect(await mapped).toHaveLength(3);
  expect(order[0]).toBe("1 at 0");
  expect(order.at(-1)).toBe("3 at 2");
  expect(order).toContain("another request");
});

test("does short work in one slice, and fails with its error", async () => {
  expect(await mapInSlices([1, 2, 3], (item) => item * 2, 60_000)).toEqual([2, 4, 6]);
  const fail = () => {
    throw new Error("its own");
  };
  await expect(mapInSlices([1], fail)).rejects.toThrow("its own");
});

test("several lists take turns, and one that fails doesn't stop the others", async () => {
  const order: string[] = [];
  const one = mapInSlices([1, 2], (item) => order.push(`a${item}`), 0);
  const failing = mapInSlices([1], () => JSON.parse("{"), 0);
  const other = mapInSlices([1, 2], (item) => order.push(`b${item}`), 0);
  await expect(failing).rejects.toThrow();
  await Promise.all([one, other]);
  expect(order).toEqual(["a1", "b1", "a2", "b2"]);
});
