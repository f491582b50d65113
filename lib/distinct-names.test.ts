import { expect, test } from "vitest";
import { distinctNames } from "./distinct-names";

test("a unique name stands alone, and namesakes get a detail that distinguishes them", () => {
  const people = [
    { name: "Ada Lovelace", email: "ada@acme.test" },
    { name: "Sven Olsson", email: "sven@acme.test" },
    { name: "Ada Lovelace", email: "a.lovelace@acme.test" },
  ];
  const called = distinctNames(
    people,
    ({ name }) => name,
    ({ email }) => email,
  );
  expect(people.map(called)).toEqual([
    "Ada Lovelace, ada@acme.test",
    "Sven Olsson",
    "Ada Lovelace, a.lovelace@acme.test",
  ]);
});

test("items with the same name and detail are numbered", () => {
  const rules = [{ points: "+5" }, { points: "+5" }, { points: "+7" }];
  const called = distinctNames(
    rules,
    () => "page_viewed",
    ({ points }) => points,
  );
  expect(rules.map(called)).toEqual(["page_viewed, +5, number 1", "page_viewed, +5, number 2", "page_viewed, +7"]);
});
