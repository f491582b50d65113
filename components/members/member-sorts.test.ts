import { expect, test } from "vitest";
import { memberSorts } from "@/domain/members/schema";
import { memberSortChoices, memberSortLinks } from "./member-sorts";

test("a heading sorts upwards first, and turns its own order round", () => {
  const links = memberSortLinks({ search: "ann", sort: "name" });
  expect(links.name).toEqual({ href: "/dashboard/members?search=ann&sort=-name", direction: "asc" });
  expect(links.email).toEqual({ href: "/dashboard/members?search=ann&sort=email", direction: null });
});

test("without a sort the list stands by when members were added, which needs no parameter", () => {
  expect(memberSortLinks({}).created_at).toEqual({ href: "/dashboard/members?sort=-created_at", direction: "asc" });
  expect(memberSortLinks({ sort: "-created_at" }).created_at?.href).toBe("/dashboard/members");
});

test("the field offers every order that the API knows", () => {
  const offered = memberSortChoices.map(({ value }) => value || "created_at");
  expect(offered.toSorted()).toEqual([...memberSorts].toSorted());
});
