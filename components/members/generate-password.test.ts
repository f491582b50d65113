import { expect, test } from "vitest";
import { password } from "@/domain/members/schema";
import { generatePassword } from "./generate-password";

test("generated passwords match the schema, are unique, and contain no ambiguous letters", () => {
  const made = Array.from({ length: 500 }, generatePassword);
  expect(new Set(made).size).toBe(500);
  for (const text of made) {
    expect(password().safeParse(text).success).toBe(true);
    expect(text).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{5}(-[a-km-zA-HJ-NP-Z2-9]{5}){3}$/);
  }
});

test("uses every letter and digit of the alphabet", () => {
  const seen = new Set(Array.from({ length: 500 }, generatePassword).join(""));
  expect(seen.size).toBe(25 + 24 + 8 + 1);
});
