import { stringify } from "csv-stringify/sync";
import { guarded } from "./csv";

/**
 * Records as CSV (RFC 4180), one per line; `header` adds the first line and the byte order mark by which Excel recognizes
 * UTF-8. A column is a field, or a field under another heading. Every field is quoted, and anything a spreadsheet would run as a formula gets an apostrophe (lib/csv.ts).
 */
export const csvText = (
  records: readonly object[],
  columns: readonly (string | { key: string; header: string })[],
  header: boolean,
): string =>
  stringify([...records], {
    columns: [...columns],
    header,
    bom: header,
    quoted: true,
    quoted_empty: true,
    cast: { string: guarded },
    record_delimiter: "windows",
  });
