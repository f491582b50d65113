import type { Role } from "@/lib/roles";

/**
 * One person in a list; `at` is their position, counted from 1. Missing names are empty; only a file has org
 * roles, and org units as text (row-units.ts). `problem` says why the row could not be read.
 */
export type ListedPerson = {
  at: number;
  email: string;
  first_name: string;
  last_name: string;
  role?: Role;
  units?: string;
  problem?: string;
};

type Found = Omit<ListedPerson, "at">;

const NAMED = /([^<>]*)<([^<>]*)>/g;
// The addresses before a name: everything up to the last unquoted word that is an address.
const OTHERS = /^((?:.*\s)?[^\s"@]+@[^\s"@]+\.[^\s"@]+(?=\s|$))?(.*)$/su;

/** Splits at commas, semicolons and line breaks, but not inside double quotes; a quote ends with its line. */
function segmentsOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line) => line.match(/(?:"[^"]*"|[^,;])+/g) ?? [])
    .map((segment) => segment.trim())
    .filter(Boolean);
}

/** A name as mail programs write it, quoted or not: "Ada Lovelace" or "Lovelace, Ada". */
function nameOf(text: string): { first_name: string; last_name: string } {
  const bare = text.replaceAll('"', "").replace(/\s+/gu, " ").trim();
  const [last, first] = bare.split(/ ?, ?/);
  if (first) return { first_name: first, last_name: last ?? "" };
  const [head = "", ...rest] = bare.split(" ");
  return { first_name: head, last_name: rest.join(" ") };
}

const withoutScheme = (word: string) => word.replace(/^mailto:/i, "");

/** Words without angle brackets: one address with a name beside it, several addresses, or no address. */
function readWords(text: string): Found[] {
  const words = text.split(/\s+/u).filter(Boolean);
  const addresses = words.filter((word) => word.includes("@"));
  const [email = ""] = addresses;
  if (addresses.length === 0) return text === "" ? [] : [{ email: text, first_name: "", last_name: "" }];
  const position = words.indexOf(email);
  if (addresses.length === 1 && (position === 0 || position === words.length - 1)) {
    const name = words.filter((_word, index) => index !== position).join(" ");
    return [{ email: withoutScheme(email), ...nameOf(name) }];
  }
  return words.map((word) => ({ email: withoutScheme(word), first_name: "", last_name: "" }));
}

/** An address in angle brackets with its name, after any addresses before it. Its own address is not taken as a name. */
function readNamed(before: string, address: string): Found[] {
  const [, others = "", name = ""] = OTHERS.exec(before) ?? [];
  const isItself = (text: string) => text.replace(/["']/g, "").trim().toLowerCase() === address.toLowerCase();
  const listed = readWords(others.trim()).filter((person) => !isItself(person.email));
  return [...listed, { email: address, ...nameOf(isItself(name) ? "" : name) }];
}

function readSegment(segment: string): Found[] {
  const found: Found[] = [];
  const rest = segment.replace(NAMED, (_whole, before: string, address: string) => {
    found.push(...readNamed(before, withoutScheme(address.trim())));
    return " ";
  });
  return [...found, ...readWords(rest.trim())];
}

/**
 * The people of a pasted list, in its order: addresses separated by commas, semicolons, spaces or line breaks, each with or
 * without a name, as in `Ada Lovelace <ada@x.test>`. Anything else is kept as it is, to be shown and corrected.
 */
export function readPasted(text: string): ListedPerson[] {
  return segmentsOf(text)
    .flatMap(readSegment)
    .map((person, index) => ({ at: index + 1, ...person }));
}
