import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesStrongly, matchesWeakly, versionOf } from "./version";

test("a version is a strong tag of the content alone", () => {
  expect(versionOf({ name: "EMEA" })).toMatch(/^"[0-9a-f]{16}"$/);
  expect(versionOf({ name: "EMEA" })).toBe(versionOf({ name: "EMEA", external_ref: undefined }));
  expect(versionOf({ name: "EMEA" })).not.toBe(versionOf({ name: "EMEA", external_ref: null }));
});

test("different contents have different versions", () => {
  const seen = new Map<string, string>();
  const content = fc.record({
    name: fc.string({ unit: "binary" }),
    role: fc.constantFrom("admin", "editor", "viewer"),
  });
  fc.assert(
    fc.property(content, (one) => {
      const text = JSON.stringify(one);
      const version = versionOf(one);
      expect(seen.get(version) ?? text).toBe(text);
      seen.set(version, text);
    }),
    { numRuns: 20_000 },
  );
});

test("all combinations of a few characters have different versions", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789"];
  const texts = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `${a}${b}${c}`)));
  expect(new Set(texts.map((name) => versionOf({ name }))).size).toBe(texts.length);
});

const version = '"aa11"';

test.each(['"aa11"', ' "aa11" ', "*", ' "x", "aa11"', '"x","aa11"', 'W/"x" , "aa11"'])(
  "If-Match %s matches",
  (given) => {
    expect(matchesStrongly(given, version)).toBe(true);
  },
);

test.each(["", "aa11", '"aa1"', '"x", "y"', 'W/"aa11"', 'W/"aa11", "x"', '"*"', "**", '"aa11'])(
  "If-Match %s does not match",
  (given) => {
    expect(matchesStrongly(given, version)).toBe(false);
  },
);

test.each(['"aa11"', "*", 'W/"aa11"', '"x", W/"aa11"', 'W/"x",W/"aa11"'])("If-None-Match %s names it", (given) => {
  expect(matchesWeakly(given, version)).toBe(true);
});

test.each(["", "aa11", '"x"', '"W/"', "W/aa11"])("If-None-Match %s does not name it", (given) => {
  expect(matchesWeakly(given, version)).toBe(false);
});
