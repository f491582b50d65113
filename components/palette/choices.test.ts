import { expect, test } from "vitest";
import { type Choice, isMatch, withRecent } from "./choices";

test("a choice matches if each word begins one of its own, in any order, without case and accents", () => {
  const add = { label: "Add a member", also: "new invite" };
  for (const text of ["", "add", "MEMB add", "a m", "invite", "new  member", "âdd"])
    expect(isMatch(add, text)).toBe(true);
  for (const text of ["ember", "add lead", "members"]) expect(isMatch(add, text)).toBe(false);
});

test("the last choices come first, and only those that can still be chosen", () => {
  const choice = (key: string): Choice => ({ key, label: key, act: () => {} });
  const groups = [
    { title: "Actions", choices: [choice("a"), choice("b")] },
    { title: "Pages", choices: [choice("c")] },
  ];
  const keys = withRecent(groups, ["c", "gone", "b"]).map(({ title, choices }) => [
    title,
    choices.map(({ key }) => key),
  ]);
  expect(keys).toEqual([
    ["Recent", ["c", "b"]],
    ["Actions", ["a"]],
  ]);
  expect(withRecent(groups, [])).toEqual(groups);
});
