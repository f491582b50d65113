/** A record of a CSV. If a quotation mark never closes, the record is its line, split at every delimiter. */
export type CsvRecord = { cells: string[]; isBroken?: true };

type Cell = { value: string; end: number };

const LINE_END = /\r\n|[\n\r]/g;

function lineEnd(text: string, from: number): { at: number; next: number } {
  LINE_END.lastIndex = from;
  const found = LINE_END.exec(text);
  return found ? { at: found.index, next: LINE_END.lastIndex } : { at: text.length, next: text.length };
}

const endsCell = (text: string, at: number, delimiter: string) =>
  at >= text.length || text[at] === delimiter || text[at] === "\n" || text[at] === "\r";

/** A quoted cell, or null if the closing quotation mark is not followed by a delimiter or line end (RFC 4180). */
function quotedCell(text: string, from: number, delimiter: string): Cell | null {
  for (let quote = text.indexOf('"', from + 1); quote !== -1; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] === '"') continue;
    if (!endsCell(text, quote + 1, delimiter)) return null;
    return { value: text.slice(from + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }
  return null;
}

function plainCell(text: string, from: number, delimiter: string): Cell {
  const line = lineEnd(text, from).at;
  const divided = text.indexOf(delimiter, from);
  const end = divided === -1 ? line : Math.min(divided, line);
  return { value: text.slice(from, end), end };
}

// A quotation mark that closes many lines later has swallowed whole records: some line of the cell looks like one.
function holdsRecords(cell: string, delimiter: string, columns: number): boolean {
  const [, ...lines] = cell.split(LINE_END);
  return lines.some((line) => (columns > 1 ? line.split(delimiter).length >= columns : line.includes("@")));
}

/** The record that begins at `from`, and where the next one begins; `columns` is the first record's cell count, if known. */
function readRecord(text: string, from: number, delimiter: string, columns: number): CsvRecord & { next: number } {
  const cells: string[] = [];
  for (let at = from; ; at += 1) {
    const isQuoted = text[at] === '"';
    const cell = isQuoted ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter);
    if (!cell || (isQuoted && holdsRecords(cell.value, delimiter, columns))) {
      const line = lineEnd(text, from);
      return { cells: text.slice(from, line.at).split(delimiter), isBroken: true, next: line.next };
    }
    cells.push(cell.value);
    at = cell.end;
    if (text[at] !== delimiter) return { cells, next: lineEnd(text, at).next };
  }
}

/** The first line in which some spreadsheets name the delimiter. */
const DELIMITER_LINE = /^"?sep=([^\r\n"])"?(?:\r\n|[\n\r]|$)/i;

// Whichever of comma, semicolon and tab splits the first record with any content into the most cells.
function delimiterOf(text: string): string {
  const start = Math.max(0, text.search(/[^\r\n]/));
  const cells = (delimiter: string) => {
    const record = readRecord(text, start, delimiter, 0);
    return (record.isBroken ? 0 : 1_000) + record.cells.length; // a reading without a broken cell wins over any with one
  };
  return [",", ";", "\t"].reduce((best, one) => (cells(one) > cells(best) ? one : best));
}

/** The records of a CSV (RFC 4180), with any of the delimiters that spreadsheets write. Every line is in one of them. */
export function readCsv(file: string): CsvRecord[] {
  const [first = "", said] = DELIMITER_LINE.exec(file) ?? [];
  const text = file.slice(first.length);
  const delimiter = said ?? delimiterOf(text);
  const records: CsvRecord[] = [];
  let columns = 0;
  for (let at = 0; at < text.length; ) {
    const { next, ...record } = readRecord(text, at, delimiter, columns);
    if (record.cells.some((cell) => cell.trim() !== "")) columns ||= record.cells.length;
    records.push(record);
    at = next;
  }
  return records;
}

/**
 * Puts an apostrophe before a cell that a spreadsheet would run as a formula; any other stays as it is. A cell that already
 * looks guarded gets another apostrophe, so that withoutGuard restores every cell.
 */
export const guarded = (cell: string): string => (/^'*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);

/** The cell as it was before `guarded`. */
export const withoutGuard = (cell: string): string => cell.replace(/^'('*[=+\-@\t\r\n＝＋－＠])/, "$1");
