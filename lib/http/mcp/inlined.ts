/** A JSON Schema of the OpenAPI document. */
export type JsonSchema = { [keyword: string]: unknown };

const isObject = (node: unknown): node is JsonSchema => typeof node === "object" && node !== null;

/**
 * The schema with every reference replaced by what it refers to: a tool's input stands alone, and not every client follows
 * references in it. `schemas` are the document's components.
 */
export function inlined(schemas: Record<string, unknown>, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => inlined(schemas, item));
  if (!isObject(node)) return node;
  const { $ref: reference, ...rest } = node;
  const referred = typeof reference === "string" ? schemas[reference.replace("#/components/schemas/", "")] : undefined;
  const entries = Object.entries({ ...(referred as JsonSchema | undefined), ...rest });
  return Object.fromEntries(entries.map(([key, value]) => [key, inlined(schemas, value)]));
}
