const LONGEST_CELL = 48;

// Control characters and marks that change the direction of text: a terminal would obey them.
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The text without anything that a terminal would obey. */
export const harmless = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = harmless(typeof value === "object" ? JSON.stringify(value) : String(value));
  const characters = [...text];
  return characters.length > LONGEST_CELL ? `${characters.slice(0, LONGEST_CELL - 1).join("")}…` : text;
}

/** Rows of texts as lines, with columns that align. */
export function aligned(rows: string[][]): string {
  const widths = rows.reduce<number[]>((most, row) => {
    for (const [column, cell] of row.entries()) most[column] = Math.max(most[column] ?? 0, [...cell].length);
    return most;
  }, []);
  const padded = (cell: string, column: number) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length);
  return rows.map((row) => `${row.map(padded).join("  ").trimEnd()}\n`).join("");
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Data as a table for people: a row for each item, or a line for each field. */
export function tableOf(data: unknown): string {
  if (isRecord(data)) return aligned(Object.entries(data).map(([name, value]) => [name, cellOf(value)]));
  if (!Array.isArray(data)) return `${cellOf(data)}\n`;
  const records = data.filter(isRecord);
  if (records.length < data.length) return data.map((value) => `${cellOf(value)}\n`).join("");
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) => columns.map((column) => cellOf(record[column])));
  return records.length === 0 ? "" : aligned([columns.map((column) => column.toUpperCase()), ...rows]);
}
