/** The parts of a JSON Schema that our document uses and the reference page reads. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  example?: unknown;
  examples?: unknown[];
};
export type Schemas = Record<string, Schema>;

/** The schema itself, also of a reference. */
export function resolve(schemas: Schemas, schema: Schema): Schema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return name ? (schemas[name] ?? {}) : schema;
}

// zod writes the bounds of safe integers, which tell the reader nothing.
const given = (bound: number | undefined) =>
  bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : bound;

function range(low: number | undefined, high: number | undefined, what: string): string {
  const [from, to] = [given(low), given(high)];
  if (from === undefined && to === undefined) return "";
  if (from === undefined) return ` (at most ${to}${what})`;
  return to === undefined ? ` (at least ${from}${what})` : ` (${from} to ${to}${what})`;
}

const quoted = (value: unknown) => JSON.stringify(value);

function nameOfOne(type: string, schema: Schema): string {
  if (type === "string") return `${schema.format ?? type}${range(schema.minLength, schema.maxLength, " characters")}`;
  if (type === "integer" || type === "number") return `${type}${range(schema.minimum, schema.maximum, "")}`;
  return type;
}

/** A schema's type in words, such as `"asc" | "desc"`, `integer (1 to 200)` or `array of string`. */
export function typeName(schemas: Schemas, raw: Schema): string {
  const schema = resolve(schemas, raw);
  if (schema.const !== undefined) return quoted(schema.const);
  if (schema.enum) return schema.enum.map(quoted).join(" | ");
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.map((part) => typeName(schemas, part)).join(" | ");
  if (schema.items) {
    const item = typeName(schemas, schema.items);
    const shown = item.includes(" | ") ? `(${item})` : item;
    return `array of ${shown}${range(schema.minItems, schema.maxItems, "")}`;
  }
  return [schema.type ?? "any"]
    .flat()
    .map((type) => nameOfOne(type, schema))
    .join(" | ");
}
