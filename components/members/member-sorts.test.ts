import { expect, test } from "vitest";
import { memberSorts } from "@/domain/members/schema";
import { memberSortChoices, memberSortLinks } from "./member-sorts";

test("a heading sorts ascending first, then reverses", () => {
  const links = memberSortLinks({ search: "ann", sort: "name" });
  expect(links.name).toEqual({ href: "/dashboard/members?search=ann&sort=-name", direction: "asc" });
  expect(links.email).toEqual({ href: "/dashboard/members?search=ann&sort=email", direction: null });
});

test("the default order is by date added and needs no parameter", () => {
  expect(memberSortLinks({}).created_at).toEqual({ href: "/dashboard/members?sort=-created_at", direction: "asc" });
  expect(memberSortLinks({ sort: "-created_at" }).created_at?.href).toBe("/dashboard/members");
});

test("the sort field offers every order that the API supports", () => {
  const offered = memberSortChoices.map(({ value }) => value || "created_at");
  expect(offered.toSorted()).toEqual([...memberSorts].toSorted());
});
