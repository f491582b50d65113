import { type SQL, sql } from "drizzle-orm";

// PostgreSQL folds both sides, the stored key and the text searched for, so that they cannot differ: no accents (NFKD
// without combining marks), no case, one space between words, and plain letters for those that no decomposition reaches.
const fold = (text: string) => {
  const plain = `regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g')`;
  const letters = `translate(lower(regexp_replace(${plain}, '\\s+', ' ', 'g')), 'ıøłđðħŧς', 'iolddhtσ')`;
  return `replace(replace(replace(replace(${letters}, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')`;
};

/**
 * The expression of a generated column `search_key` over expressions of the same row, joined by a line break, which no text
 * searched for holds. Stored, because folding thousands of rows costs more than reading them.
 */
export const searchKey = (...expressions: string[]): SQL =>
  sql.raw(expressions.map((text) => `(${fold(text)})`).join(` || E'\\n' || `));

/**
 * Whether a search key holds the text. No index answers this below row-level security, with or without pg_trgm: LIKE and
 * strpos are not leakproof. One organization's rows are scanned instead (docs/decisions/011).
 */
export function contains(key: SQL, text: string): SQL {
  // Folded once a query, and not once a row: hence the sub-select.
  return sql`strpos(${key}, (select ${sql.raw(fold("wanted"))} from (values (${text}::text)) as searched (wanted))) > 0`;
}
