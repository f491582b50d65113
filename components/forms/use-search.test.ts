import { expect, test } from "vitest";
import { searchOf } from "./use-search";

test("a result counts only for the text it was requested with", () => {
  const last = { text: "sven", answer: ["Sven Olsson"] };
  expect(searchOf("sven", last)).toEqual({ state: "done", answer: ["Sven Olsson"] });
  for (const text of ["", "sve", "svenn"]) expect(searchOf(text, last)).toEqual({ state: "searching", answer: null });
  expect(searchOf("sven", null)).toEqual({ state: "searching", answer: null });
  expect(searchOf("sven", { text: "sven", answer: null })).toEqual({ state: "failed", answer: null });
});
