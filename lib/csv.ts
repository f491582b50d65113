/** A record of a CSV; of one whose quotation mark never closes, the cells are those of its line, divided as they stand. */
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

/** A cell in quotation marks, or null where they do not close before a delimiter or a line's end (RFC 4180). */
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

// A mark that closes many lines later has taken whole records into its cell: each line of it looks like one.
function holdsRecords(cell: string, delimiter: string, columns: number): boolean {
  const [, ...lines] = cell.split(LINE_END);
  return lines.some((line) => (columns > 1 ? line.split(delimiter).length >= columns : line.includes("@")));
}

/** The record that begins at `from`, and where the next one does. `columns`: how many cells the first has; 0 for itself. */
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

/** What spreadsheets write before everything else to say what divides the cells. */
const SAID = /^"?sep=([^\r\n"])"?(?:\r\n|[\n\r]|$)/i;

// Of comma, semicolon and tab the one that gives the first record with anything in it the most cells.
function delimiterOf(text: string): string {
  const start = Math.max(0, text.search(/[^\r\n]/));
  const cells = (delimiter: string) => {
    const record = readRecord(text, start, delimiter, 0);
    return (record.isBroken ? 0 : 1_000) + record.cells.length; // a reading without a broken cell before any with one
  };
  return [",", ";", "\t"].reduce((best, one) => (cells(one) > cells(best) ? one : best));
}

/** The records of a CSV, each line of it in one of them: RFC 4180, with the delimiters that spreadsheets write. */
export function readCsv(file: string): CsvRecord[] {
  const [first = "", said] = SAID.exec(file) ?? [];
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
 * A cell that a spreadsheet would run as a formula, with an apostrophe before it; any other as it is. One that begins like a
 * guarded one gets another apostrophe, so that withoutGuard gives every cell back.
 */
export const guarded = (cell: string): string => (/^'*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);

/** The cell as it was before `guarded`. */
export const withoutGuard = (cell: string): string => cell.replace(/^'('*[=+\-@\t\r\n＝＋－＠])/, "$1");
