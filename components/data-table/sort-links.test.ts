import { expect, test } from "vitest";
import { sortLinks } from "./sort-links";

const byScore = { columns: ["score", "created_at"], usual: "-score", first: "desc" } as const;

test("a heading sorts descending first where that is the default, then reverses", () => {
  expect(sortLinks("/leads", {}, byScore).created_at).toEqual({ href: "/leads?sort=-created_at", direction: null });
  const turned = sortLinks("/leads", { sort: "-created_at" }, byScore).created_at;
  expect(turned).toEqual({ href: "/leads?sort=created_at", direction: "desc" });
});

test("without a parameter the default order applies, and the link back to it has no parameter", () => {
  expect(sortLinks("/leads", {}, byScore).score).toEqual({ href: "/leads?sort=score", direction: "desc" });
  const back = sortLinks("/leads", { sort: "score", search: "ann" }, byScore).score;
  expect(back).toEqual({ href: "/leads?search=ann", direction: "asc" });
});
