import type { FieldFault } from "@/lib/errors";
import { email, name } from "@/lib/fields";
import { addressKey } from "@/lib/mail-address";
import type { Role } from "@/lib/roles";
import type { UpdateMembersInput } from "./batch-schema";

/** A row of a batch of updates: its values, or what is wrong with it; `key` is the normalized address. */
export type MemberRow = {
  index: number;
  email: string;
  key: string | undefined;
  values: { first_name?: string; last_name?: string; role?: Role };
  errors: FieldFault[];
};

const fields = { email: email(), first_name: name(100), last_name: name(100) };

/** Validates each row by the rules of PUT /members/{id}. If an address appears twice (ignoring case), the first row counts. */
export function readRows(rows: UpdateMembersInput["members"]): MemberRow[] {
  const firstIndexes = new Map<string, number>();
  return rows.map(({ role, ...texts }, index) => {
    const values: MemberRow["values"] = role ? { role } : {};
    const errors: FieldFault[] = [];
    for (const [field, schema] of Object.entries(fields)) {
      const text = texts[field as keyof typeof fields];
      if (text === undefined) continue;
      const parsed = schema.safeParse(text);
      const pointer = `/members/${index}/${field}`;
      if (!parsed.success) errors.push(...parsed.error.issues.map(({ message: detail }) => ({ pointer, detail })));
      else if (field !== "email") Object.assign(values, { [field]: parsed.data });
    }
    const key = errors.length > 0 ? undefined : addressKey(texts.email);
    const first = key === undefined ? undefined : firstIndexes.get(key);
    if (first !== undefined) {
      errors.push({ pointer: `/members/${index}/email`, detail: `is the same address as /members/${first}` });
    } else if (key !== undefined) firstIndexes.set(key, index);
    return { index, email: texts.email, key, values, errors };
  });
}
