import { expect, test } from "vitest";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readOptions, UsageError } from "./options";

const command = {
  usage: "npm run try -- --first-name Ada [--endless]",
  options: z.strictObject({ first_name: z.string().min(2, "is too short"), endless: z.boolean().default(false) }),
  flags: ["endless"] as const,
};
const read = (...args: string[]) => readOptions(args, command);

test("an option is its key in kebab-case with a text, and a flag stands alone", () => {
  expect(read("--first-name", "Ada")).toEqual({ first_name: "Ada", endless: false });
  expect(read("--endless", "--first-name=Ada")).toEqual({ first_name: "Ada", endless: true });
});

test("unknown and missing options and stray words are answered with the usage, a bad value with its fault", () => {
  expect(() => read("--name", "Ada")).toThrow(UsageError);
  expect(() => read("--name", "Ada")).toThrow(/^Unknown option '--name'.*\nUsage: npm run try -- --first-name Ada/s);
  expect(() => read("--first-name", "Ada", "Lovelace")).toThrow(/Unexpected argument 'Lovelace'.*\nUsage: /s);
  expect(() => read("--endless")).toThrow(/^--first-name is missing\.\nUsage: /);
  expect(() => read("--first-name", "A")).toThrow(new ConfigError("--first-name is too short."));
});
