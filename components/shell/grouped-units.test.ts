import { expect, test } from "vitest";
import { byGroup } from "./grouped-units";

const unit = (name: string, group: string | null) => ({ unit_id: name, name, slug: name, is_default: false, group });
const titles = (...units: ReturnType<typeof unit>[]) =>
  byGroup(units).map(({ title, units: members }) => [title, ...members.map(({ name }) => name)]);

test("org units are listed under their groups, those without one first, and a group's case makes no other", () => {
  const units = [unit("a", "Sales"), unit("b", null), unit("c", "europe"), unit("d", "SALES"), unit("e", null)];
  expect(titles(...units)).toEqual([
    ["No group", "b", "e"],
    ["europe", "c"],
    ["Sales", "a", "d"],
  ]);
  expect(titles(unit("a", null), unit("b", null))).toEqual([["All", "a", "b"]]);
  expect(titles()).toEqual([]);
});
