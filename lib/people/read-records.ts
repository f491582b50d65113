import { type CsvRecord, readCsv, withoutGuard } from "@/lib/csv";
import { type Role, roles } from "@/lib/roles";
import type { ListedPerson } from "./read-pasted";

/** What a column of a file may hold. */
export type Field = Exclude<keyof ListedPerson, "at" | "problem">;

const headings: Record<Field, readonly string[]> = {
  email: ["email", "emailaddress", "mail", "email1value"],
  first_name: ["firstname", "givenname", "forename"],
  last_name: ["lastname", "surname", "familyname"],
  role: ["role", "orgrole"],
  units: ["oumemberships", "units", "unit", "orgunits", "orgunit", "ous", "ou"],
};
const allFields = Object.keys(headings) as Field[];

/** The people in a file; `unused` are the headings of columns that are ignored. */
export type ReadFile = { people: ListedPerson[]; unused: string[] } | { problem: string };

const fold = (heading: string) => heading.toLowerCase().replace(/[\s"_.-]+/g, "");

const isBlank = (record: readonly string[]) => record.every((cell) => cell.trim() === "");

/** Maps fields to columns by their headings; null if the first record has no heading we know. */
function byHeadings(first: readonly string[], fields: readonly Field[]): Partial<Record<Field, number>> | null {
  const columns: Partial<Record<Field, number>> = {};
  for (const [column, heading] of first.entries()) {
    const field = fields.find((name) => headings[name].includes(fold(heading)));
    if (field) columns[field] ??= column;
  }
  return columns.email === undefined ? null : columns;
}

/** The same without headings: the column of the first address, and the next two columns for the names. */
function byContent(first: readonly string[]): Partial<Record<Field, number>> | null {
  const email = first.findIndex((cell) => cell.includes("@"));
  if (email === -1) return null;
  const [first_name, last_name] = first.flatMap((_cell, column) => (column === email ? [] : [column]));
  return {
    email,
    ...(first_name === undefined ? {} : { first_name }),
    ...(last_name === undefined ? {} : { last_name }),
  };
}

const BROKEN = "A quotation mark in this row is never closed";
const TOO_LONG = "This row has more cells than there are headings";

function problemOf(
  { cells, isBroken }: CsvRecord,
  headings: readonly string[] | null,
  role: string,
): string | undefined {
  if (isBroken) return BROKEN;
  if (headings && !isBlank(cells.slice(headings.length))) return TOO_LONG;
  return role === "" || isRole(role) ? undefined : `No such org role: ${role}`;
}

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/**
 * The people in a CSV. Columns are found by heading, in any order; without headings, the names follow the address. `at` is
 * the row number as a spreadsheet counts it. Columns of other fields than `fields` are ignored.
 */
export function readPeople(text: string, fields: readonly Field[] = allFields): ReadFile {
  const records = readCsv(text);
  const start = records.findIndex(({ cells }) => !isBlank(cells));
  const first = records[start]?.cells;
  if (!first) return { problem: "The file is empty." };
  const named = byHeadings(first, fields);
  const columns = named ?? byContent(first);
  if (!columns) return { problem: "There is no email column, and the first line has no address." };
  const people = records.flatMap((record, index) => {
    if ((named && index === start) || isBlank(record.cells)) return [];
    const cell = (field: Field) => withoutGuard(record.cells[columns[field] ?? -1] ?? "").trim();
    const person = { email: cell("email"), first_name: cell("first_name"), last_name: cell("last_name") };
    const role = cell("role").toLowerCase();
    const problem = problemOf(record, named && first, role);
    const units = cell("units");
    const more = { ...(isRole(role) ? { role } : {}), ...(units ? { units } : {}), ...(problem ? { problem } : {}) };
    return [{ at: index + 1, ...person, ...more }];
  });
  if (people.length === 0) return { problem: "The file has headings but no rows." };
  const used = new Set(Object.values(columns));
  const unused = first.filter((heading, column) => !used.has(column) && heading.trim() !== "");
  return { people, unused: named ? unused : [] };
}

/** A file's text: UTF-16 if it starts with a byte order mark or has a zero in its first two bytes, else UTF-8, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isMarked = (a: number, b: number) => first === a && second === b;
  if (isMarked(0xff, 0xfe) || second === 0) return new TextDecoder("utf-16le").decode(bytes);
  if (isMarked(0xfe, 0xff) || first === 0) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
