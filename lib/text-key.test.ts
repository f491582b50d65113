import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "./ids";
import { textKey } from "./text-key";

test.each([
  ["EMEA", "emea"],
  ["Caf\u00e9", "CAFE\u0301"],
  ["ΟΔΟΣ", "οδος"],
])("%s and %s are one", (one, other) => {
  expect(textKey(one)).toBe(textKey(other));
});

test.each([
  ["a", "b"],
  ["e", "é"],
  ["Sales", "Sales "],
  ["Straße", "STRASSE"],
  ["Sınır", "Sinir"],
  ["ſ", "s"],
  ["ﬁn", "FIN"],
])("%j and %j are two", (one, other) => {
  expect(textKey(one)).not.toBe(textKey(other));
});

test("the key of a key is the same key, whatever the case and form of the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (value) => {
      expect(textKey(textKey(value))).toBe(textKey(value));
      expect(textKey(value.normalize("NFD"))).toBe(textKey(value));
      expect(textKey(value)).toBe(value.normalize("NFC").toLowerCase().normalize("NFC"));
    }),
  );
});

test("ids have their prefix, are safe in a URL, and sort by creation time", () => {
  const ids = Array.from({ length: 2_000 }, () => newId("unit"));
  for (const id of ids) expect(id).toMatch(/^unit_[0-9a-f]{32}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
