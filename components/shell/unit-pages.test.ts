import { expect, test } from "vitest";
import { inOtherUnit, isBelow, pageAfterSwitch, slugIn } from "./unit-pages";

test("a switch keeps the section: a lead leads to the list, a later page to the first, and filters stay", () => {
  const after = (pathname: string, search = "") => pageAfterSwitch(pathname, search, "apac");
  expect(after("/dashboard/ou/emea")).toBe("/dashboard/ou/apac");
  expect(after("/dashboard/ou/-/rules")).toBe("/dashboard/ou/apac/rules");
  expect(after("/dashboard/ou/emea/leads", "?search=a+b&cursor=abc")).toBe("/dashboard/ou/apac/leads?search=a+b");
  expect(after("/dashboard/ou/emea/leads", "?cursor=abc")).toBe("/dashboard/ou/apac/leads");
  expect(after("/dashboard/ou/emea/leads/lead_1", "?x=1")).toBe("/dashboard/ou/apac/leads");
  expect(after("/dashboard/ou/emea/leads/lead_1/more")).toBe("/dashboard/ou/apac/leads");
});

test("a switch stays on a page that belongs to no org unit", () => {
  for (const pathname of ["/dashboard", "/dashboard/members/mem_1", "/dashboard/org-units", "/dashboard/out/emea"]) {
    expect(pageAfterSwitch(pathname, "?cursor=abc", "apac")).toBeNull();
  }
});

test("an address names its org unit, and can name another", () => {
  expect(slugIn("/dashboard/ou/emea-2/leads?search=x")).toBe("emea-2");
  expect(slugIn("/dashboard/ou/emea?x=1")).toBe("emea");
  expect(slugIn("/dashboard/org-units/unit_1")).toBeUndefined();
  expect(inOtherUnit("/dashboard/ou/-/leads/lead_1?x=/dashboard/ou/-", "emea")).toBe(
    "/dashboard/ou/emea/leads/lead_1?x=/dashboard/ou/-",
  );
  expect(inOtherUnit("/dashboard/ou/emea?x=1", "apac")).toBe("/dashboard/ou/apac?x=1");
});

test("a lead is below the leads, and nothing is below the overview and an org unit's home", () => {
  expect(isBelow("/dashboard/ou/emea/leads/lead_1", "/dashboard/ou/emea/leads")).toBe(true);
  expect(isBelow("/dashboard/ou/emea/leads", "/dashboard/ou/emea/leads")).toBe(false);
  expect(isBelow("/dashboard/ou/emea/leads", "/dashboard/ou/emea")).toBe(false);
  expect(isBelow("/dashboard/members/mem_1", "/dashboard")).toBe(false);
  expect(isBelow("/dashboard/access-reviews/rev_1", "/dashboard/access")).toBe(false);
});
