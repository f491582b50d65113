import type { FieldFault } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";
import { keptName } from "@/lib/name-rule";
import type { Role } from "@/lib/roles";
import type { UpdateMembersInput } from "./batch-schema";
import { faultsOf, repeatedAddress } from "./row-faults";

/** A row of a batch of updates: what is wrong with it, or the normalized address and its values. */
export type MemberRow = {
  index: number;
  email: string;
  errors: FieldFault[];
  valid?: { key: string; values: { first_name?: string; last_name?: string; role?: Role } };
};

/** Validates each row by the rules of PUT /members/{id}. If an address appears twice (ignoring case), the first row counts. */
export function readRows(rows: UpdateMembersInput["members"]): MemberRow[] {
  const firstIndexes = new Map<string, number>();
  return rows.map(({ email, role, first_name, last_name }, index) => {
    const names = Object.entries({ first_name, last_name }).flatMap(([field, text]) =>
      text === undefined ? [] : [{ field: field as "first_name" | "last_name", text }],
    );
    const errors = [
      ...faultsOf("email", email, index),
      ...names.flatMap(({ field, text }) => faultsOf(field, text, index)),
    ];
    if (errors.length > 0) return { index, email, errors };
    const key = addressKey(email);
    const first = firstIndexes.get(key);
    if (first !== undefined) return { index, email, errors: [repeatedAddress(index, first)] };
    firstIndexes.set(key, index);
    const kept = Object.fromEntries(names.map(({ field, text }) => [field, keptName(text)]));
    return { index, email, errors, valid: { key, values: role ? { ...kept, role } : kept } };
  });
}
