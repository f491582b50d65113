import type { ListedPerson } from "./read-pasted";

type Field = Exclude<keyof ListedPerson, "at">;

const headings: Record<Field, readonly string[]> = {
  email: ["email", "emailaddress", "mail"],
  first_name: ["firstname", "givenname", "forename"],
  last_name: ["lastname", "surname", "familyname"],
};
const fields = Object.keys(headings) as Field[];

/** What a file of records holds; `unused` are the headings of columns that an invitation has no use for. */
export type ReadFile = { people: ListedPerson[]; unused: string[] } | { problem: string };

const fold = (heading: string) => heading.toLowerCase().replace(/[\s_.-]+/g, "");

const isBlank = (record: readonly string[]) => record.every((cell) => cell.trim() === "");

/** Which column holds what, by the headings; null where the first record is no heading. */
function byHeadings(first: readonly string[]): Partial<Record<Field, number>> | null {
  const columns: Partial<Record<Field, number>> = {};
  for (const [column, heading] of first.entries()) {
    const field = fields.find((name) => headings[name].includes(fold(heading)));
    if (field) columns[field] ??= column;
  }
  return columns.email === undefined ? null : columns;
}

/** The same without headings: the column of the first address, and the first two others for the names. */
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

/**
 * The people of a CSV's records. The columns email, first_name and last_name stand in any order under their names, or without
 * headings as address, first and last name beside it. `at` is the number of the record, as a spreadsheet counts rows.
 */
export function readRecords(records: readonly (readonly string[])[]): ReadFile {
  const start = records.findIndex((record) => !isBlank(record));
  const first = records[start];
  if (!first) return { problem: "The file is empty." };
  const named = byHeadings(first);
  const columns = named ?? byContent(first);
  if (!columns) return { problem: "No column is called email, and the first line has no address." };
  const cell = (record: readonly string[], field: Field) => {
    const column = columns[field];
    return column === undefined ? "" : (record[column] ?? "").trim();
  };
  const people = records.flatMap((record, index) => {
    if ((named && index === start) || isBlank(record)) return [];
    const [email, first_name, last_name] = [
      cell(record, "email"),
      cell(record, "first_name"),
      cell(record, "last_name"),
    ];
    return [{ at: index + 1, email, first_name, last_name }];
  });
  if (people.length === 0) return { problem: "The file has headings and nobody below them." };
  const used = new Set(Object.values(columns));
  const unused = first.filter((heading, column) => !used.has(column) && heading.trim() !== "");
  return { people, unused: named ? unused : [] };
}

/** What divides the columns: of comma, semicolon and tab the one that its first line with anything in it has most often. */
export function delimiterOf(text: string): string {
  const line = /[^\r\n]+/.exec(text)?.[0].replace(/"[^"]*"/g, "") ?? "";
  const count = (delimiter: string) => line.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** A file's text: UTF-8, or UTF-16 where it says so, or else what spreadsheets on Windows write. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
