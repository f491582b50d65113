import { parse } from "papaparse";
import { expect, test } from "vitest";
import { decodeText, delimiterOf, readRecords } from "./read-records";

const read = (text: string) => readRecords(parse<string[]>(text, { delimiter: delimiterOf(text) }).data);
const people = (text: string) => {
  const result = read(text);
  return "people" in result
    ? result.people.map(({ at, ...one }) => [at, ...Object.values(one)].join("|"))
    : result.problem;
};

test.each([
  ["email,first_name,last_name\na@x.test,Ada,Lovelace", ["2|a@x.test|Ada|Lovelace"]],
  ["Last Name;E-Mail;First-Name\nLovelace;a@x.test;Ada", ["2|a@x.test|Ada|Lovelace"]],
  ['EMAIL\tphone\r\n"a@x.test"\t1\r\n\r\nb@x.test\t', ["2|a@x.test||", "4|b@x.test||"]],
  ["a@x.test,Ada,Lovelace\nb@x.test", ["1|a@x.test|Ada|Lovelace", "2|b@x.test||"]],
  ["Ada,Lovelace,a@x.test", ["1|a@x.test|Ada|Lovelace"]],
  ["a@x.test\nb@x.test", ["1|a@x.test||", "2|b@x.test||"]],
  ['email,last_name\n a@x.test ,"O\'Neill, Jr"', ["2|a@x.test||O'Neill, Jr"]],
  ["email,first_name\n,Ada", ["2||Ada|"]],
  ['\n"a,b,c";email\nx;a@x.test', ["3|a@x.test||"]],
])("%j", (text, expected) => {
  expect(people(text)).toEqual(expected);
});

test.each([
  ["", "The file is empty."],
  ["name,phone\nAda,1", "No column is called email, and the first line has no address."],
  ["email\n\n", "The file has headings and nobody below them."],
])("says what is wrong with a file: %j", (text, problem) => {
  expect(people(text)).toBe(problem);
});

test("what the product exports can be read again, and columns without use are named", () => {
  const text = "org_member_id,first_name,last_name,email,role\nmem_1,Ada,Lovelace,a@x.test,viewer";
  expect(read(text)).toEqual({
    people: [{ at: 2, email: "a@x.test", first_name: "Ada", last_name: "Lovelace" }],
    unused: ["org_member_id", "role"],
  });
});

test("a file is decoded by what it begins with, and else as UTF-8 or as Windows writes", () => {
  const text = "émail,Zoë";
  expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
  expect(decodeText(Buffer.from(`\ufeff${text}`, "utf16le"))).toBe(text);
  expect(decodeText(Buffer.from(`\ufeff${text}`, "utf16le").swap16())).toBe(text);
  expect(decodeText(Buffer.from(text, "latin1"))).toBe(text);
});
