import { resolve, type Schema, type Schemas } from "./type-name";

const OF_FORMAT: Record<string, string> = {
  "date-time": "2030-01-01T00:00:00Z",
  email: "ada@example.com",
  uri: "https://example.com",
};

/**
 * An example of a schema: its own, or one made of its parts. A body has its required fields, or all of them if none is; an
 * answer has all.
 */
export function exampleOf(schemas: Schemas, raw: Schema, isAnswer = false): unknown {
  const schema = resolve(schemas, raw);
  const own = schema.example ?? schema.examples?.[0];
  if (own !== undefined) return own;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [part] = schema.anyOf ?? schema.oneOf ?? [];
  if (part) return exampleOf(schemas, part, isAnswer);
  if (schema.items) return [exampleOf(schemas, schema.items, isAnswer)];
  if (schema.properties) {
    const all = Object.entries(schema.properties);
    const required = all.filter(([key]) => schema.required?.includes(key));
    const shown = isAnswer || required.length === 0 ? all : required;
    return Object.fromEntries(shown.map(([key, value]) => [key, exampleOf(schemas, value, isAnswer)]));
  }
  const [type] = [schema.type ?? "object"].flat();
  if (type === "boolean") return false;
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (type === "string") return OF_FORMAT[schema.format ?? ""] ?? "text";
  return type === "null" ? null : {};
}
