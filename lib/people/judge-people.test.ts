import { expect, test } from "vitest";
import { judgePeople } from "./judge-people";
import { readPasted } from "./read-pasted";

const judge = (text: string) => judgePeople(readPasted(text));

test("invalid rows say what is wrong, and the others get a name", () => {
  const text = `ada.lovelace@x.test, "Hopper, Grace" <grace@x.test>, Ada <>, ada@, ADA.Lovelace@X.test, ${"x".repeat(101)} <long@x.test>`;
  const judged = judge(text);
  expect(judged.map(({ first_name, last_name }) => `${first_name} ${last_name}`).slice(0, 2)).toEqual([
    "Ada Lovelace",
    "Grace Hopper",
  ]);
  expect(judged.map(({ isNamed }) => isNamed).slice(0, 2)).toEqual([false, true]);
  expect(judged.map(({ problem, repeats }) => problem ?? repeats)).toEqual([
    undefined,
    undefined,
    "No e-mail address",
    "Not an e-mail address",
    1,
    "First name must be 1 to 100 characters long",
  ]);
});

test("checks five thousand rows", () => {
  const text = Array.from({ length: 5000 }, (_, n) => `p${n % 4999}@x.test`).join("\n");
  const judged = judge(text);
  expect(judged.filter(({ repeats }) => repeats !== undefined).map(({ at, repeats }) => [at, repeats])).toEqual([
    [5000, 1],
  ]);
});
