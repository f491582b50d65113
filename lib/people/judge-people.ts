import { addressKey, mailableAddress } from "@/lib/mail-address";
import { nameFromAddress } from "@/lib/name-from-address";
import { nameFault } from "@/lib/name-rule";
import type { ListedPerson } from "./read-pasted";

/** A listed person with their name; `problem` says why they can't be invited, `repeats` is the row with the same address. */
export type JudgedPerson = ListedPerson & { key: string; isNamed: boolean; repeats?: number };

const LONGEST_NAME = 100;

function problemOf({ email: text, first_name, last_name, problem }: ListedPerson): string | undefined {
  if (problem) return problem;
  if (text === "") return "No e-mail address";
  if (mailableAddress(text) === undefined) return "Not an e-mail address";
  const names = { "First name": first_name, "Last name": last_name };
  for (const [field, value] of Object.entries(names)) {
    const fault = nameFault(value, LONGEST_NAME);
    if (fault) return `${field} ${fault}`;
  }
  return undefined;
}

/**
 * The list as the API will take it: each person gets a name, from the address if none was given, and any problem by the
 * API's own rules. If an address appears twice, ignoring case, the first counts.
 */
export function judgePeople(people: readonly ListedPerson[]): JudgedPerson[] {
  const firsts = new Map<string, number>();
  return people.map((person) => {
    const made = nameFromAddress(person.email);
    const named = {
      ...person,
      first_name: person.first_name || made.first_name,
      last_name: person.last_name || made.last_name,
    };
    const judged = { ...named, key: addressKey(person.email), isNamed: Boolean(person.first_name && person.last_name) };
    const problem = problemOf(named);
    if (problem) return { ...judged, problem };
    const repeats = firsts.get(judged.key);
    if (repeats !== undefined) return { ...judged, repeats };
    firsts.set(judged.key, person.at);
    return judged;
  });
}
