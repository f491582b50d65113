import { expect, test } from "vitest";
import { sortLinks } from "./sort-links";

const byScore = { columns: ["score", "created_at"], usual: "-score", first: "desc" } as const;

test("where the highest come first a heading sorts downwards first, and then turns round", () => {
  expect(sortLinks("/leads", {}, byScore).created_at).toEqual({ href: "/leads?sort=-created_at", direction: null });
  const turned = sortLinks("/leads", { sort: "-created_at" }, byScore).created_at;
  expect(turned).toEqual({ href: "/leads?sort=created_at", direction: "desc" });
});

test("the usual order is the present one without a parameter, and the link back to it has none", () => {
  expect(sortLinks("/leads", {}, byScore).score).toEqual({ href: "/leads?sort=score", direction: "desc" });
  const back = sortLinks("/leads", { sort: "score", search: "ann" }, byScore).score;
  expect(back).toEqual({ href: "/leads?search=ann", direction: "asc" });
});
