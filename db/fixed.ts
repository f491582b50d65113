import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

const dialect = new PgDialect();

/**
 * A part that is the same in every statement, as its text: Drizzle would put it together anew for each. Throws if it has
 * parameters.
 */
export function fixed(part: SQL): SQL {
  const { sql: text, params } = dialect.sqlToQuery(part);
  if (params.length > 0) throw new Error(`a fixed part of a statement has no parameters: ${text}`);
  return sql.raw(text);
}
