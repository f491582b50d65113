import { expect, test } from "vitest";
import { cellsIn, moved, rangeOf, type Selection, selected, start } from "./selection";

const size = { rows: 100, columns: 20 };
const press = (selection: Selection, ...keys: string[]) =>
  keys.reduce((from, pressed) => {
    const [key = "", ...modifiers] = pressed.split("+").reverse();
    const held = { ctrlKey: modifiers.includes("Ctrl"), metaKey: modifiers.includes("Meta") };
    const to = moved(from.active, { key, ...held }, size, 10);
    return to ? selected(from, to, modifiers.includes("Shift")) : from;
  }, selection);

test("keys move the active cell and stop at the edges", () => {
  const after = (...keys: string[]) => {
    const { row, column } = press(start, ...keys).active;
    return [row, column];
  };
  expect(after("ArrowUp", "ArrowLeft")).toEqual([0, 0]);
  expect(after("ArrowDown", "ArrowDown", "ArrowRight")).toEqual([2, 1]);
  expect(after("PageDown", "End")).toEqual([10, 19]);
  expect(after("PageDown", "PageUp", "PageUp")).toEqual([0, 0]);
  expect(after("Ctrl+End")).toEqual([99, 19]);
  expect(after("Ctrl+End", "Home")).toEqual([99, 0]);
  expect(after("Meta+End", "Ctrl+Home")).toEqual([0, 0]);
  expect(after("Ctrl+ArrowDown", "ArrowRight")).toEqual([99, 1]);
  expect(after("Enter")).toEqual([0, 0]);
});

test("with Shift the range reaches from the anchor to the active cell, in any direction", () => {
  const at = press(start, "ArrowDown", "ArrowDown", "ArrowRight");
  expect(rangeOf(press(at, "Shift+ArrowUp", "Shift+ArrowRight"), size)).toEqual({
    top: 1,
    bottom: 2,
    left: 1,
    right: 2,
  });
  expect(rangeOf(press(at, "Shift+Ctrl+Home"), size)).toEqual({ top: 0, bottom: 2, left: 0, right: 1 });
  expect(rangeOf(press(at, "Shift+ArrowUp", "ArrowUp"), size)).toEqual({ top: 0, bottom: 0, left: 1, right: 1 });
});

test("a whole row or column is selected to its end, and a list that has become shorter bounds it", () => {
  const at = press(start, "ArrowDown", "ArrowRight");
  expect(cellsIn(rangeOf({ ...at, whole: "row" }, size))).toBe(20);
  expect(cellsIn(rangeOf({ ...at, whole: "column" }, size))).toBe(100);
  expect(rangeOf(press(start, "Ctrl+End"), { rows: 3, columns: 2 })).toEqual({ top: 2, bottom: 2, left: 1, right: 1 });
});
