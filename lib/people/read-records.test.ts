import { expect, test } from "vitest";
import { decodeText, readPeople } from "./read-records";

const people = (text: string) => {
  const result = readPeople(text);
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
  ["sep=;\r\nemail;first_name\r\na@x.test;Ada", ["2|a@x.test|Ada|"]],
  ['"sep=,"\na@x.test,Ada', ["1|a@x.test|Ada|"]],
  ["sep=\t\nemail\tfirst_name\na@x.test\tAda", ["2|a@x.test|Ada|"]],
  ['"E-mail\naddress";"First\r\nname"\na@x.test;Ada', ["2|a@x.test|Ada|"]],
  ['email,note\na@x.test,"two\nlines"\nb@x.test,', ["2|a@x.test||", "3|b@x.test||"]],
  ["Org role,email\nEditor,a@x.test\n,b@x.test", ["2|a@x.test|||editor", "3|b@x.test||"]],
  ["email,role\na@x.test,owner", ["2|a@x.test|||No such org role: owner"]],
  ["email,first_name\n'+49@x.test,'=Ada\n''+1@x.test,O'Neill", ["2|+49@x.test|=Ada|", "3|'+1@x.test|O'Neill|"]],
])("%j", (text, expected) => {
  expect(people(text)).toEqual(expected);
});

test.each([
  ["", "The file is empty."],
  ["name,phone\nAda,1", "There is no email column, and the first line has no address."],
  ["email\n\n", "The file has headings but no rows."],
])("says what is wrong with a file: %j", (text, problem) => {
  expect(people(text)).toBe(problem);
});

const BROKEN = "A quotation mark in this row is never closed";
test.each([
  ["in the last column", 'email,name\na@x.test,"Ada\nb@x.test,Bob\nc@x.test,Cy', [2]],
  ["in a file of quoted cells", '"email","name"\n"a@x.test","Ada\n"b@x.test","Bob"\n"c@x.test","Cy"', [2]],
  ["that a later row's mark would close", 'email,name\na@x.test,"Ada\nb@x.test,Bob"\nc@x.test,Cy', [2]],
  ["in an ignored column", 'email,name,note\na@x.test,Ada,"x\nb@x.test,Bob,\nc@x.test,Cy,"y"', [2]],
  ["in a file of only addresses", '"a@x.test\nb@x.test\nc@x.test"', [1]],
  ["before other text", 'email,name\na@x.test,"Ada" L\nb@x.test,"Bob"\nc@x.test,', [2]],
])("a quotation mark that never closes %s affects no other row", (_what, text, broken) => {
  const result = readPeople(text);
  if (!("people" in result)) throw new Error(result.problem);
  expect(result.people.map(({ email }) => email.replaceAll('"', ""))).toEqual(["a@x.test", "b@x.test", "c@x.test"]);
  expect(result.people.flatMap(({ at, problem }) => (problem === BROKEN ? [at] : []))).toEqual(broken);
});

test("a row with more cells than there are headings is refused, not truncated", () => {
  const result = readPeople("email,last_name\na@x.test,Lovelace, Ada\nb@x.test,Hopper,,");
  expect("people" in result && result.people.map(({ problem }) => problem)).toEqual([
    "This row has more cells than there are headings",
    undefined,
  ]);
});

test("reads our own export, and names the columns it ignores", () => {
  const text =
    "org_member_id,first_name,last_name,email,role,created_at\nmem_1,Ada,Lovelace,a@x.test,viewer,2026-01-01";
  expect(readPeople(text)).toEqual({
    people: [{ at: 2, email: "a@x.test", first_name: "Ada", last_name: "Lovelace", role: "viewer" }],
    unused: ["org_member_id", "created_at"],
  });
});

test("decodes a file by its first bytes, else as UTF-8 or Windows-1252", () => {
  const text = "émail,Zoë";
  expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
  expect(decodeText(Buffer.from(`\ufeff${text}`, "utf16le"))).toBe(text);
  expect(decodeText(Buffer.from(`\ufeff${text}`, "utf16le").swap16())).toBe(text);
  expect(decodeText(Buffer.from("email\tZoë", "utf16le"))).toBe("email\tZoë");
  expect(decodeText(Buffer.from(text, "latin1"))).toBe(text);
});
