import type { InviteMembersInput } from "@/domain/members/batch-schema";
import { faultsOf, repeatedAddress } from "@/domain/members/row-faults";
import type { FieldFault } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";
import { nameFromAddress } from "@/lib/name-from-address";
import { keptName } from "@/lib/name-rule";

/** A valid row of a batch; `key` is the normalized address. */
export type Invitee = { index: number; email: string; key: string; first_name: string; last_name: string };

/** A row of a batch: somebody to invite, a repetition of an earlier row's address, or invalid. */
export type ReadRow =
  | ({ kind: "invitee" } & Invitee)
  | { kind: "repeated"; index: number; email: string; key: string; errors: FieldFault[] }
  | { kind: "invalid"; index: number; email: string; errors: FieldFault[] };

/**
 * Validates each row of a batch by the rules of POST /members; a missing or empty name is derived from the address. If an
 * address appears twice (ignoring case), the first row counts.
 */
export function readInvitees(rows: InviteMembersInput["members"]): ReadRow[] {
  const firstIndexes = new Map<string, number>();
  return rows.map((row, index) => {
    const derived = nameFromAddress(row.email);
    const given = {
      email: row.email,
      first_name: row.first_name?.trim() ? row.first_name : derived.first_name,
      last_name: row.last_name?.trim() ? row.last_name : derived.last_name,
    };
    const wrongAddress = faultsOf("email", row.email, index);
    // A name derived from an invalid address would be reported instead of the address.
    const errors =
      wrongAddress.length > 0
        ? wrongAddress
        : [...faultsOf("first_name", given.first_name, index), ...faultsOf("last_name", given.last_name, index)];
    if (errors.length > 0) return { kind: "invalid", index, email: row.email, errors };
    const key = addressKey(row.email);
    const first = firstIndexes.get(key);
    if (first !== undefined) {
      return { kind: "repeated", index, email: row.email, key, errors: [repeatedAddress(index, first)] };
    }
    firstIndexes.set(key, index);
    const [first_name, last_name] = [keptName(given.first_name), keptName(given.last_name)];
    return { kind: "invitee", index, email: row.email, key, first_name, last_name };
  });
}
