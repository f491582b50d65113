import type { ZodType } from "zod";

type Schema<Input, Output> = ZodType<Output, Input>;

/** A schema, or for a form that is part of a page, what loads it: a page's first scripts contain no validation. */
export type SchemaSource<Input, Output> = Schema<Input, Output> | (() => Promise<Schema<Input, Output>>);

/** What is wrong, by the field's path. */
export type Faults = Readonly<Record<string, string>>;

/** Loads the schema, once. */
export function loaderOf<Input, Output>(source: SchemaSource<Input, Output>): () => Promise<Schema<Input, Output>> {
  return async () => (typeof source === "function" ? source() : source);
}

/** The values as the schema makes them, or the first fault of each field. */
export function judge<Input, Output>(
  schema: Schema<Input, Output>,
  values: Input,
): { value: Output } | { faults: Faults } {
  const result = schema.safeParse(values);
  if (result.success) return { value: result.data };
  const found = result.error.issues.map(({ path, message }) => [path.join("."), message] as const);
  return { faults: Object.fromEntries(found.toReversed()) };
}
