import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { email, idText, moment, name, pathId, text, timestamp } from "./fields";

const accepts = (schema: ZodType, value: unknown) => schema.safeParse(value).success;
const faultOf = (schema: ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe("name", () => {
  const schema = name(100);

  test.each([
    ["spaces around", "  EMEA\u00a0", "EMEA"],
    ["decomposed letters", "Re\u0301gion", "R\u00e9gion"],
    ["a line break at the end", "EMEA\r\n", "EMEA"],
    ["what no header can carry", "日本 🚀 100%", "日本 🚀 100%"],
    ["a family of emoji", "👩🏽\u200d💻 ❤\ufe0f\u200d🔥", "👩🏽\u200d💻 ❤\ufe0f\u200d🔥"],
    [
      "the flag of England, and a keycap",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 1\ufe0f\u20e3",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 1\ufe0f\u20e3",
    ],
    ["a Persian non-joiner", "می\u200cخواهم", "می\u200cخواهم"],
    ["a Sinhala joiner", "ශ්\u200dරී", "ශ්\u200dරී"],
    ["a final Malayalam joiner", "അവന്\u200d", "അവന്\u200d"],
    ["a variant of a Han letter", "葛\u{e0100}", "葛\u{e0100}"],
  ])("takes %s", (_what, value, kept) => {
    expect(schema.parse(value)).toBe(kept);
  });

  test.each([
    ["nothing", ""],
    ["spaces only", " \t\u3000 "],
    ["a line break inside", "a\r\nX-Injected: 1"],
    ["a tab inside", "a\tb"],
    ["a C1 control", "a\u0085b"],
    ["a line separator", "a\u2028b"],
    ["NUL", "a\0b"],
    ["a word joiner alone", "\u2060"],
    ["a word joiner inside", "EM\u2060EA"],
    ["a blank of Braille alone", "\u2800"],
    ["a Hangul filler alone", "\u3164"],
    ["an accent without a letter", "\u0301"],
    ["a right-to-left override", "invoice\u202efdp.exe"],
    ["an isolate", "a\u2066b\u2069"],
    ["a zero-width space", "a\u200bb"],
    ["a joiner between Latin letters", "a\u200db"],
    ["a soft hyphen", "co\u00adop"],
    ["tags that hide a text", "a\u{e0061}\u{e0062}"],
    ["a variant of a letter that has none", "E\ufe0f"],
    ["half a surrogate pair", "a\ud800"],
    ["an array", ["a"]],
    ["a number", 5],
    ["null", null],
  ])("refuses %s", (_what, value) => {
    expect(accepts(schema, value)).toBe(false);
  });

  test("counts code points, so a hundred emoji fit and one more does not", () => {
    expect(accepts(schema, "🚀".repeat(100))).toBe(true);
    expect(accepts(schema, "🚀".repeat(101))).toBe(false);
    expect(accepts(schema, `  ${"x".repeat(100)}  `)).toBe(true);
    expect(accepts(schema, "e\u0301".repeat(100)), "counted as it is kept, in NFC").toBe(true);
  });

  test("of any text is refused, or kept in a form that it takes again unchanged", () => {
    const anyText = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.string());
    fc.assert(
      fc.property(anyText, (value) => {
        const first = schema.safeParse(value);
        if (!first.success) return;
        expect(first.data).toBe(first.data.trim().normalize("NFC"));
        expect([...first.data].length).toBeGreaterThanOrEqual(1);
        expect([...first.data].length).toBeLessThanOrEqual(100);
        expect(first.data).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(first.data.isWellFormed()).toBe(true);
        expect(schema.parse(first.data)).toBe(first.data);
      }),
    );
  });
});

describe("text", () => {
  test("keeps accepted values exactly, and states its limits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (value) => {
        const fits = !value.includes("\0") && value.isWellFormed() && [...value].length <= 255;
        expect(accepts(text({ max: 255 }), value)).toBe(fits);
        if (fits) expect(text({ max: 255 }).parse(value)).toBe(value);
      }),
    );
    expect(faultOf(text({ max: 3 }), "four")).toBe("must be at most 3 characters long");
    expect(faultOf(text({ min: 12, max: 256 }), "short")).toBe("must be 12 to 256 characters long");
    expect(faultOf(text({ max: 3 }), "\0")).toMatch(/NUL/);
  });

  test("counts code points", () => {
    expect(accepts(text({ min: 2, max: 2 }), "🚀🚀")).toBe(true);
    expect(accepts(text({ min: 2, max: 2 }), "🚀")).toBe(false);
    expect(accepts(idText(), "")).toBe(false);
  });
});

describe("email", () => {
  test.each([
    "ada@example.com",
    "Ada.Lovelace+tag@sub.example.co",
    "r&d@x.test",
    "a=b@x.test",
    "!#$%&'*+-/=?^_`{|}~@x.test",
    "ivan@xn--e1afmkfd.xn--p1ai",
    "ivan@пример.рф",
    `${"a".repeat(64)}@x.test`,
    `a@${"b".repeat(63)}.test`,
    `${"a".repeat(64)}@${`${"b".repeat(61)}.`.repeat(3)}co`,
  ])("takes %s as it is", (value) => {
    expect(email().parse(value)).toBe(value);
  });

  test.each([
    "",
    "ada",
    "ada@",
    "@example.com",
    "a b@example.com",
    "ada@example.com\r\nBcc: x@y.z",
    "ada@exa\0mple.com",
    `${"a".repeat(65)}@x.test`,
    `a@${"b".repeat(64)}.test`,
    `${"a".repeat(64)}@${`${"b".repeat(62)}.`.repeat(3)}co`,
    `a@${"ü".repeat(63)}.test`,
    "a..b@x.test",
    ".a@x.test",
    "a@x",
    "a@-x.test",
    "a@x..test",
    "a@1.2.3.4",
    "a@[1.2.3.4]",
    "a@１.２.３.４",
    "a@ex\u00adample.com",
    "a@ｅxample.com",
    "a@ﬁn.test",
    "a@x.test/y",
    "ıvy@x.test",
    '"a b"@x.test',
    "a@x.test, b@x.test",
    "Ada <ada@x.test>",
    ["ada@example.com"],
    null,
  ])("refuses %j", (value) => {
    expect(accepts(email(), value)).toBe(false);
  });
});

describe("pathId", () => {
  test("keeps text that can be an id, and turns any other into one that names nothing", () => {
    expect(pathId().parse("unit_0af-Z9")).toBe("unit_0af-Z9");
    for (const hostile of ["", "a/b", "%00", "a\0b", "日本", "x".repeat(81), "'; drop table members; --", "\ud800"]) {
      expect(pathId().parse(hostile)).toBe("-");
    }
  });
});

test("timestamp is RFC 3339 in UTC", () => {
  expect(accepts(timestamp(), "2025-06-01T10:00:00Z")).toBe(true);
  for (const other of ["2025-06-01", "2025-06-01T10:00:00+02:00", "2025-06-01 10:00:00Z", "x"]) {
    expect(accepts(timestamp(), other)).toBe(false);
  }
});

describe("moment", () => {
  test.each([
    ["2025-06-01T10:00:00Z", "2025-06-01T10:00:00.000Z"],
    ["2025-06-01T10:00:00.123Z", "2025-06-01T10:00:00.123Z"],
    ["2025-06-01t12:00:00.123456789+02:00", "2025-06-01T10:00:00.123Z"],
    ["2025-06-01T10:00:00-00:00", "2025-06-01T10:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2015-06-30T16:59:60.5-07:00", "2015-07-01T00:00:00.500Z"],
    ["0001-01-01T00:00:00z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("takes %s", (given, kept) => {
    expect(moment().parse(given)).toBe(kept);
  });

  test.each([
    "0000-01-01T00:00:00Z",
    "0000-01-01T00:00:00.000Z",
    "2025-02-30T10:00:00.000Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "2025-06-15T12:00:60Z",
    "2025-06-01T10:00:61Z",
    "2025-02-29T00:00:00Z",
    "2025-06-01T24:00:00Z",
    "2025-06-01T10:00:00",
    "2025-06-01T10:00Z",
    "2025-06-01 10:00:00Z",
    "2025-06-01T10:00:00+0200",
    "1748772000",
    "",
    1748772000,
    null,
  ])("refuses %j", (given) => {
    expect(accepts(moment(), given)).toBe(false);
  });
});
