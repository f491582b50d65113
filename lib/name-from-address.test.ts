import fc from "fast-check";
import { expect, test } from "vitest";
import { name } from "./fields";
import { nameFromAddress } from "./name-from-address";

test.each([
  ["ada.lovelace@x.test", "Ada", "Lovelace"],
  ["ADA_LOVELACE@X.TEST", "Ada", "Lovelace"],
  ["ada-lovelace@x.test", "Ada", "Lovelace"],
  ["anne-marie.o'neill@x.test", "Anne-Marie", "O'Neill"],
  ["ada.b.lovelace2@x.test", "Ada", "B Lovelace"],
  ["ada.lovelace+news@x.test", "Ada", "Lovelace"],
  ["ada.McGregor@x.test", "Ada", "McGregor"],
  ["ada@acme.test", "Ada", "(acme.test)"],
  ["ada99@acme.test", "Ada", "(acme.test)"],
  ["12345@acme.test", "12345", "(acme.test)"],
  ["+tag@acme.test", "?", "(acme.test)"],
])("%s is %s %s", (address, first_name, last_name) => {
  expect(nameFromAddress(address)).toEqual({ first_name, last_name });
});

test("both names are valid for a member, whatever the address", () => {
  const local = fc.string({ minLength: 1, maxLength: 120, unit: fc.constantFrom(..."abZ09._-+'") });
  fc.assert(
    fc.property(local, fc.domain(), (before, domain) => {
      const { first_name, last_name } = nameFromAddress(`${before}@${domain}`);
      expect(name(100).safeParse(first_name).data).toBe(first_name);
      expect(name(100).safeParse(last_name).data).toBe(last_name);
    }),
  );
});
