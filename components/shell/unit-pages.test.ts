import { expect, test } from "vitest";
import { pageAfterSwitch } from "./unit-pages";

test("a switch leaves pages of one unit: a lead for the list, a later page for the first", () => {
  expect(pageAfterSwitch("/dashboard/leads/lead_1", "")).toBe("/dashboard/leads");
  expect(pageAfterSwitch("/dashboard/leads/lead_1/more", "?x=1")).toBe("/dashboard/leads");
  expect(pageAfterSwitch("/dashboard/leads", "?search=a+b&cursor=abc")).toBe("/dashboard/leads?search=a+b");
  expect(pageAfterSwitch("/dashboard/leads", "?cursor=abc")).toBe("/dashboard/leads");
});

test("a switch keeps every other page", () => {
  expect(pageAfterSwitch("/dashboard/leads", "?search=a")).toBeNull();
  expect(pageAfterSwitch("/dashboard/members/mem_1", "")).toBeNull();
  expect(pageAfterSwitch("/dashboard/members", "?cursor=abc")).toBeNull();
  expect(pageAfterSwitch("/dashboard/units-of-old/1", "")).toBeNull();
});
