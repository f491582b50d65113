import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { colorOf } from "./color-of";

test("ids made one after another get all six colors, and the same id always the same", () => {
  const ids = Array.from({ length: 200 }, () => newId("unit"));
  const colors = ids.map(colorOf);
  expect([...new Set(colors)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(ids.map(colorOf)).toEqual(colors);
});
