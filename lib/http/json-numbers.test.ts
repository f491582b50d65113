import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutInexactNumbers } from "./json-numbers";

const parse = (text: string): unknown => JSON.parse(withoutInexactNumbers(text));

test.each(["9007199254740993", "1546130668394913821", "1e400", "-1e400", "1e-400", "0.1234567890123456789", "1E+309"])(
  "%s, which JavaScript would change, becomes Infinity",
  (number) => {
    expect(parse(`{"a":[${number}, 1, "${number}", "\\"${number}"]}`)).toEqual({
      a: [Number.POSITIVE_INFINITY, 1, number, `"${number}`],
    });
  },
);

test.each(["0", "-0", "1.0", "1.50", "9007199254740992", "1e21", "1E+2", "0.1", "5e-324", "1234567890123456", "1e300"])(
  "%s is kept",
  (number) => {
    expect(parse(`[${number}]`)).toEqual([Number(number)]);
  },
);

test("every document that JavaScript writes is read unchanged", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(withoutInexactNumbers(text)).toBe(text);
    }),
  );
});

test("an integer is exact or becomes Infinity", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (number) => {
      const [read] = parse(`[${number}]`) as [number];
      expect(read === Number.POSITIVE_INFINITY || BigInt(String(read)) === number).toBe(true);
    }),
  );
});

test("a hostile body is read quickly", () => {
  const zeros = "0".repeat(1_000_000);
  for (const text of [
    `[1${zeros}]`,
    `["${"\\\\".repeat(500_000)}", 1e5]`,
    `[0.${zeros}1]`,
    `[${"1e5,".repeat(200_000)}1]`,
  ]) {
    const before = performance.now();
    parse(text);
    expect(performance.now() - before).toBeLessThan(2_000);
  }
});

test("invalid JSON stays invalid", () => {
  for (const text of ["[1e]", "[1.2.3456789012345678]", "[01e5]", '["1e5', "[--1e5]"])
    expect(() => parse(text)).toThrow();
});
