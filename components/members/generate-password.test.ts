import { expect, test } from "vitest";
import { password } from "@/domain/members/schema";
import { generatePassword } from "./generate-password";

test("a generated password fits the schema, is not made twice, and holds no letter that is taken for another", () => {
  const made = Array.from({ length: 500 }, generatePassword);
  expect(new Set(made).size).toBe(500);
  for (const text of made) {
    expect(password().safeParse(text).success).toBe(true);
    expect(text).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{5}(-[a-km-zA-HJ-NP-Z2-9]{5}){3}$/);
  }
});

test("every letter and digit comes up", () => {
  const seen = new Set(Array.from({ length: 500 }, generatePassword).join(""));
  expect(seen.size).toBe(25 + 24 + 8 + 1);
});
