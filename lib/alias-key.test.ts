import { expect, test } from "vitest";

import { type AliasKind, aliasBeginnings, aliasFault, aliasKey } from "./alias-key";

const keyOf = (alias_kind: AliasKind, raw_value: string) => aliasKey({ alias_kind, raw_value }).key;
test.each<[AliasKind, string, string]>([
  ["phone", "+49 30 123", "\u202a+49 30 123\u202c"],
  ["phone", "+49 30 123", "tel:+49-(30)-123"],
  ["phone", "+49 30 123", "(+49) 30.123"],
  ["phone", "+49 30 123", "＋４９ ３０ １２３"],
  ["phone", "+49 30 123", "+٤٩ ٣٠ ۱۲۳"],
  ["email", "Anna@bücher.test", " anna@XN--BCHER-KVA.test"],
  ["email", "rene\u0301@x.test", "Ren\u00e9@x.test"],
  ["social", "@Ada", "ada"],
])("%s: %j and %j are the same", (kind, one, other) => {
  expect(keyOf(kind, one)).toBe(keyOf(kind, other));
});

test.each<[AliasKind, string, string]>([
  ["email", "anna@straße.test", "ANNA@strasse.test"],
  ["email", "ıvy@x.test", "ivy@x.test"],
  ["phone", "+4930123", "4930123"],
  ["social", "ﬁn", "fin"],
  ["external_id", "a", "a "],
  ["external_id", "e\u0301", "\u00e9"],
  ["cookie", "A", "a"],
])("%s: %j and %j are different", (kind, one, other) => {
  expect(keyOf(kind, one)).not.toBe(keyOf(kind, other));
});

const noValues = [
  "undefined",
  "null",
  "NULL",
  "None",
  "NaN",
  "[object Object]",
  '"null"',
  " undefined ",
  "\u2060",
  " ",
];
test.each<[AliasKind, string[]]>([
  ["email", [...noValues, "not an address", "undefined@", "@x.test", `${"a".repeat(65)}@x.test`, "a\u200b@x.test"]],
  ["phone", [...noValues, "+", "n/a", "1-800-FLOWERS"]],
  ["social", [...noValues, "@", "@undefined", "ada\u202e"]],
  ["external_id", noValues],
  ["cookie", noValues],
])("as %s these placeholders, which would merge strangers, are not values", (alias_kind, values) => {
  for (const raw_value of values)
    expect(aliasFault({ alias_kind, raw_value }), JSON.stringify(raw_value)).toMatch(/^must /);
});

test("a value that only resembles a placeholder is accepted", () => {
  for (const raw_value of ["nullable", "undefined-1", "annull", "0", "objects"])
    expect(aliasFault({ alias_kind: "external_id", raw_value })).toBeUndefined();
});

test("the beginning of a value finds it, and text that cannot begin a value finds nothing", () => {
  expect(aliasBeginnings("Anna@bü")).toContainEqual({
    key: "anna@bü",
    kinds: ["email", "external_id", "cookie", "social"],
  });
  expect(aliasBeginnings("+49 (30)").find(({ kinds }) => kinds.includes("phone"))?.key).toBe("+4930");
  expect(aliasBeginnings("anna").flatMap(({ kinds }) => kinds)).not.toContain("phone");
  expect(aliasBeginnings("@").every(({ key }) => key !== "")).toBe(true);
});
