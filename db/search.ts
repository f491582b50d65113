import { type SQL, sql } from "drizzle-orm";

// PostgreSQL folds both the stored key and the search text, so that they cannot differ: without accents (NFKD without
// combining marks) or case, with one space between words, and plain letters for those that have no decomposition.
const fold = (text: string) => {
  const plain = `regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g')`;
  const letters = `translate(lower(regexp_replace(${plain}, '\\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ')`;
  return `replace(replace(replace(replace(${letters}, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')`;
};

/**
 * The expression of a generated column `search_key` over expressions of the same row, joined by a line break, which no
 * search text contains. Stored, because folding thousands of rows costs more than reading them.
 */
export const searchKey = (...expressions: string[]): SQL =>
  sql.raw(expressions.map((text) => `(${fold(text)})`).join(` || E'\\n' || `));

/**
 * Whether a search key contains the text. Under row-level security no index can answer this, even with pg_trgm, because
 * LIKE and strpos are not leakproof: one organization's rows are scanned instead (docs/decisions/011).
 */
export function contains(key: SQL, text: string): SQL {
  // In a sub-select, so that the text is folded once a query, not once a row.
  return sql`strpos(${key}, (select ${sql.raw(fold("wanted"))} from (values (${text}::text)) as searched (wanted))) > 0`;
}
