import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { JsonText } from "@/lib/http/reply";
import type { Tx } from "./scope";

/** A timestamp column as the API writes it: RFC 3339, UTC, `Z`, whole seconds (contract §1). */
export const jsonTime = (column: SQLWrapper): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** A JSON object of the named fields, in their order: the allow-list of what a row shows. */
export function jsonObject(fields: Record<string, SQLWrapper>): SQL {
  const pairs = Object.entries(fields).map(([field, value]) => sql`${sql.raw(`'${field}'`)}, ${value}`);
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

/** A value as a parameter of type json, sent as text because the driver would serialize it in its own way. */
export const jsonValue = (value: unknown): SQL => sql`${JSON.stringify(value)}::text::json`;

/** The column `json` of a statement's first row as a finished document; null if there is no row. */
export async function jsonRow<T>(tx: Tx, statement: SQL): Promise<JsonText<T> | null> {
  const [row] = await tx.execute<{ json: string }>(statement);
  return row ? new JsonText<T>(row.json) : null;
}
