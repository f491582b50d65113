import { expect, test } from "vitest";
import { chosenRows, tableChoices, withChoice } from "./table-choices";

test("choices are kept beside each other, and the usual one takes no room", () => {
  const one = withChoice(undefined, "density", "compact");
  const two = withChoice(withChoice(one, "members", "email.created_at"), "rows", "100");
  expect(tableChoices(two, "members")).toEqual({ isCompact: true, hidden: ["email", "created_at"] });
  expect(tableChoices(two, "leads")).toEqual({ isCompact: true, hidden: [] });
  expect(chosenRows(two)).toBe(100);
  expect(withChoice(one, "density", "")).toBe("");
});

test("a cookie that somebody else wrote changes nothing", () => {
  for (const cookie of [undefined, "", "rows=7&density=huge", "%%%", "rows=100000"]) {
    expect(tableChoices(cookie, "mail"), cookie).toEqual({ isCompact: false, hidden: [] });
    expect(chosenRows(cookie), cookie).toBeUndefined();
  }
});
