import type { FieldFault } from "@/lib/errors";
import { email, name } from "@/lib/fields";

const fields = { email: email(), first_name: name(100), last_name: name(100) };

/** What is wrong with a field of a batch's row, by the rules of a single member. */
export function faultsOf(field: keyof typeof fields, value: string, index: number): FieldFault[] {
  const result = fields[field].safeParse(value);
  return (result.error?.issues ?? []).map(({ message }) => ({
    pointer: `/members/${index}/${field}`,
    detail: message,
  }));
}

/** The fault of a row that has the address of an earlier one: the first counts. */
export const repeatedAddress = (index: number, first: number): FieldFault => ({
  pointer: `/members/${index}/email`,
  detail: `is the same address as /members/${first}`,
});
