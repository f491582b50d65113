import fc from "fast-check";
import { expect, test } from "vitest";
import { readPasted } from "./read-pasted";

const read = (text: string) =>
  readPasted(text).map(({ email, first_name, last_name }) => [email, first_name, last_name].join("|"));

test("commas, semicolons, spaces, tabs and any line breaks separate addresses", () => {
  const text = "a@x.test, b@x.test;c@x.test d@x.test\te@x.test\r\nf@x.test\rg@x.test,\n,; h@x.test ";
  expect(read(text)).toEqual([..."abcdefgh"].map((letter) => `${letter}@x.test||`));
  expect(readPasted(text).map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each([
  ["Ada Lovelace <ada@x.test>", ["ada@x.test|Ada|Lovelace"]],
  ['"Lovelace, Ada" <ada@x.test>', ["ada@x.test|Ada|Lovelace"]],
  ['"Ada King Lovelace"<ada@x.test>', ["ada@x.test|Ada|King Lovelace"]],
  ["<ada@x.test>", ["ada@x.test||"]],
  ["Ada <mailto:ada@x.test>", ["ada@x.test|Ada|"]],
  ["Ada <ada@x.test> Bob Moss <bob@x.test>", ["ada@x.test|Ada|", "bob@x.test|Bob|Moss"]],
  ["Ada Lovelace ada@x.test", ["ada@x.test|Ada|Lovelace"]],
  ["ada@x.test\tAda\tLovelace", ["ada@x.test|Ada|Lovelace"]],
  ["bob@x.test Ada Lovelace <ada@x.test>", ["bob@x.test||", "ada@x.test|Ada|Lovelace"]],
  [
    'a@x.test b@x.test "Lovelace, Ada" <ada@x.test> c@x.test',
    ["a@x.test||", "b@x.test||", "ada@x.test|Ada|Lovelace", "c@x.test||"],
  ],
  ["Ada@x.test <ada@x.test>", ["ada@x.test||"]],
  ["'ada@x.test' <ada@x.test>", ["ada@x.test||"]],
  ['"ada@x.test" <ada@x.test>', ["ada@x.test||"]],
  ['"Sales @ Acme" <sales@x.test>', ["sales@x.test|Sales|@ Acme"]],
  ["Ada <ada@x.test>, bob@x.test; Cleo <cleo@x.test>", ["ada@x.test|Ada|", "bob@x.test||", "cleo@x.test|Cleo|"]],
])("%s", (text, people) => {
  expect(read(text)).toEqual(people);
});

test.each([
  ["Ada Lovelace", ["Ada Lovelace||"]],
  ["ada@x.test and bob@x.test", ["ada@x.test||", "and||", "bob@x.test||"]],
  ["Ada <>", ["|Ada|"]],
  ['"Lovelace, Ada <ada@x.test>\nbob@x.test', ['"Lovelace||', "ada@x.test|Ada|", "bob@x.test||"]],
  ["", []],
  [" ;, \n", []],
])("keeps what is not an address, so that it can be shown: %s", (text, people) => {
  expect(read(text)).toEqual(people);
});

test("loses no address of any text", () => {
  const address = fc.integer({ min: 0, max: 999 }).map((n) => `p${n}@x.test`);
  const between = fc.constantFrom(",", ";", " ", "\n", "\r\n", "\t", ", ", " ; ", "\n\n");
  const written = fc.constantFrom(
    (one: string) => one,
    (one: string) => `<${one}>`,
    (one: string) => `"Hopper, Grace" <${one}>`,
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(address, between, written), { selector: ([one]) => one, maxLength: 40 }),
      (list) => {
        const text = list.map(([one, separator, write]) => write(one) + separator).join("");
        expect(readPasted(text).map(({ email }) => email)).toEqual(list.map(([one]) => one));
      },
    ),
  );
});
