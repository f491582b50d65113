import { expect, test } from "vitest";
import { readCells, readRole } from "./pasted-roles";

test("a role is read by its name or first letter, and an empty cell is no access", () => {
  expect(["Admin", " editor ", "V", "e"].map((text) => readRole(text))).toEqual([
    { role: "admin" },
    { role: "editor" },
    { role: "viewer" },
    { role: "editor" },
  ]);
  expect(["", "-", "No access", "none"].map((text) => readRole(text))).toEqual([null, null, null, null]);
});

test("what the export writes can be pasted again, with its end", () => {
  expect(readRole("editor until 2099-01-01T00:00:00Z")).toEqual({ role: "editor", expires_at: "2099-01-01T00:00:00Z" });
  expect(readRole("editor until 2020-01-01T00:00:00Z")).toBeUndefined();
  expect(readRole("editor until soon")).toBeUndefined();
});

test("anything else is not a role", () => {
  expect(["owner", "editors", "x", "admin admin", "__proto__"].map((text) => readRole(text))).toEqual(
    Array(5).fill(undefined),
  );
});

test("cells are split by tabs and lines, whatever ends them", () => {
  expect(readCells("Editor\tViewer\r\n\tAdmin\r\n")).toEqual([
    ["Editor", "Viewer"],
    ["", "Admin"],
  ]);
  expect(readCells("Editor")).toEqual([["Editor"]]);
});
