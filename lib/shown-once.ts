import { type ZodType, z } from "zod";

const marked = new WeakSet<ZodType>();

/** The schema of a secret that only the first answer shows: a repeated answer has null instead (contract §10). */
export function shownOnce({ description, ...meta }: { description: string; example: string }) {
  const schema = z.string().nullable();
  const described = schema.meta({ ...meta, description: `${description}; null in a repeated answer` });
  marked.add(described);
  return described;
}

/** A document as the first answer shows it, with the secret `K`. */
export type First<T, K extends keyof T> = T & { [P in K]: NonNullable<T[P]> };

function secretsOf(schema: ZodType | null | undefined): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) => (marked.has(field as ZodType) ? [name] : []));
}

/** Whether documents of this schema contain such secrets. */
export const hasSecrets = (schema: ZodType | null | undefined): boolean => secretsOf(schema).length > 0;

/** A document of this schema with null for its secrets. */
export const withoutSecrets = (schema: ZodType | null | undefined, document: object): object => ({
  ...document,
  ...Object.fromEntries(secretsOf(schema).map((name) => [name, null])),
});
