import { expect, test } from "vitest";
import { typeName } from "./type-name";

const schemas = { Role: { type: "string", enum: ["admin", "viewer"] } };

test.each([
  [{ $ref: "#/components/schemas/Role" }, '"admin" | "viewer"'],
  [{ const: "ok" }, '"ok"'],
  [{ type: "integer", minimum: 1, maximum: 200 }, "integer (1 to 200)"],
  [{ type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 }, "integer"],
  [{ type: "integer", minimum: 0, maximum: 9007199254740991 }, "integer (at least 0)"],
  [{ type: "string", minLength: 1, maxLength: 100 }, "string (1 to 100 characters)"],
  [{ type: "string", maxLength: 254, format: "email" }, "email (at most 254 characters)"],
  [{ type: ["string", "null"], format: "date-time" }, "date-time | null"],
  [
    { type: "array", items: { $ref: "#/components/schemas/Role" }, maxItems: 5 },
    'array of ("admin" | "viewer") (at most 5)',
  ],
  [{ type: "array", items: { type: "string" } }, "array of string"],
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "integer | null"],
])("%j is shown as %s", (schema, shown) => {
  expect(typeName(schemas, schema)).toBe(shown);
});
