import fc from "fast-check";
import { expect, test } from "vitest";
import { addressKey, mailableAddress, readAddress } from "./mail-address";

test.each([
  ["Ada@Example.COM", "ada@example.com"],
  ["ivan@ПОЧТА.рф", "ivan@xn--80a1acny.xn--p1ai"],
  ["a@bücher.test", "A@XN--BCHER-KVA.test"],
  ["rene\u0301@x.test", "REN\u00c9@x.test"],
])("%s and %s are the same mailbox", (one, other) => {
  expect(addressKey(one)).toBe(addressKey(other));
});

test.each([
  ["anna@straße.test", "ANNA@strasse.test"],
  ["ıvy@x.test", "ivy@x.test"],
  ["ſam@x.test", "sam@x.test"],
  ["ﬁn@x.test", "fin@x.test"],
  ["a@क्\u200dष.test", "a@क्ष.test"],
])("%s and %s are two", (one, other) => {
  expect(readAddress(one) && readAddress(other)).toBeDefined();
  expect(addressKey(one)).not.toBe(addressKey(other));
});

test("mail goes to the domain's A-labels, and to an address in ASCII unchanged", () => {
  expect(mailableAddress("Ivan@пример.рф")).toBe("Ivan@xn--e1afmkfd.xn--p1ai");
  expect(mailableAddress("Ada@Example.com")).toBe("Ada@Example.com");
  expect(mailableAddress("ıvy@x.test")).toBeUndefined();
});

test("every valid address becomes one address in ASCII with the same key", () => {
  const part = fc.string({ unit: fc.constantFrom(..."abZ9.-+=&'@/:%# ß\u00fcı\u200d\u00ad。１рф\u202e") });
  fc.assert(
    fc.property(part, part, (local, domain) => {
      const to = mailableAddress(`${local}@${domain}`);
      if (to === undefined) return;
      expect(to).toMatch(/^[!-?A-~]{1,64}@[!-?A-~]+$/);
      expect(mailableAddress(to)).toBe(to);
      expect(addressKey(to)).toBe(addressKey(`${local}@${domain}`));
    }),
    { numRuns: 2_000 },
  );
});
