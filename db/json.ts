import { Column, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { JsonText } from "@/lib/json-text";
import type { Tx } from "./scope";

/** A timestamp column as the API writes it: RFC 3339, UTC, `Z`, whole seconds (contract §1). */
export const jsonTime = (column: SQLWrapper): SQL =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The same as JSON text. */
export const jsonTimeText = (column: SQLWrapper): SQL =>
  sql`case when ${column} is null then 'null' else '"' || ${jsonTime(column)} || '"' end`;

/** A JSON object of the named fields, in their order: the allow-list of what a row shows. */
export function jsonObject(fields: Record<string, SQLWrapper>): SQL {
  const pairs = Object.entries(fields).map(([field, value]) => sql`${sql.raw(`'${field}'`)}, ${value}`);
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

type Part = string | SQLWrapper;

// Columns of a closed list of words need no escapes.
function valueParts(value: SQLWrapper): Part[] {
  const column = value instanceof Column ? value : undefined;
  if (column?.enumValues && column.notNull) return ['"', value, '"'];
  const text = sql`to_json(${value})::text`;
  return [column?.notNull ? text : sql`coalesce(${text}, 'null')`];
}

/** The texts one after the other; those known now are joined first, because each `||` takes time. */
function joinedText(parts: Part[]): SQL {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return sql.join(
    joined.map((part) => (typeof part === "string" ? sql.raw(`'${part}'`) : part)),
    sql` || `,
  );
}

/**
 * The same object as text, for long lists: Postgres puts it together faster. `nested` fields are JSON texts already.
 */
export function jsonText(fields: Record<string, SQLWrapper>, nested: Record<string, SQLWrapper> = {}): SQL {
  const values = Object.entries(fields).map(([field, value]) => [field, valueParts(value)] as const);
  const texts = Object.entries(nested).map(([field, text]) => [field, [text]] as const);
  const parts = [...values, ...texts].flatMap(([field, value], index) => [
    `${index === 0 ? "{" : ","}"${field}":`,
    ...value,
  ]);
  return joinedText([...parts, "}"]);
}

/** A value as a parameter of type json, sent as text because the driver would serialize it in its own way. */
export const jsonValue = (value: unknown): SQL => sql`${JSON.stringify(value)}::text::json`;

/** A value as a parameter of type jsonb; undefined becomes SQL null. */
export const jsonbValue = (value: unknown): SQL =>
  sql`${value === undefined ? null : JSON.stringify(value)}::text::jsonb`;

/** A row as it is before an update that joins it: locked first, so that nobody else changes it in between. */
export const lockedBefore = (json: SQL, table: SQLWrapper, isRow: SQL): SQL =>
  sql`(select ${json}::text as before from ${table} where ${isRow} for no key update) old`;

/** Runs an update that joins `lockedBefore` and returns `before` and `json`: the row before and after. Throws `missing`. */
export async function changeJson<T>(
  tx: Tx,
  update: SQL,
  missing: ErrorCode,
): Promise<{ before: T; after: JsonText<T> }> {
  const [row] = await tx.execute<{ before: string; json: string }>(update);
  if (!row) throw new DomainError(missing);
  return { before: JSON.parse(row.before), after: new JsonText<T>(row.json) };
}

/** The column `json` of a statement's first row as a finished document, or null if there is no row. */
export async function findJson<T>(tx: Tx, statement: SQL): Promise<JsonText<T> | null> {
  const [row] = await tx.execute<{ json: string }>(statement);
  return row ? new JsonText<T>(row.json) : null;
}

/** The same for a statement that returns a row; without one, throws the refusal `missing`, or an Error if none is named. */
export async function readJson<T>(tx: Tx, statement: SQL, missing?: ErrorCode): Promise<JsonText<T>> {
  const found = await findJson<T>(tx, statement);
  if (found) return found;
  throw missing ? new DomainError(missing) : new Error("the statement gave no row");
}
