import { z } from "zod";
import { LeadBody, LeadDetail, type LeadInput } from "@/domain/leads/schema";

type ProfileValue = NonNullable<LeadInput["profile"]>[string];
type Row = z.output<typeof profileRow>;

/** A field as it is typed, and its stored value if it has one. */
const profileRow = z.object({
  field: z.string(),
  value: z.string(),
  was: z.object({ field: z.string(), value: LeadDetail.shape.profile.valueType }).optional(),
});

/** A profile value as the form shows it. */
const writtenValue = (value: ProfileValue): string => (value === null ? "" : String(value));

/** A typed profile value: a number or a boolean if written exactly as one, else text. */
function typedValue(text: string): ProfileValue {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A profile's rows in the form. */
export const rowsOf = (profile: LeadDetail["profile"]): Row[] =>
  Object.entries(profile).map(([field, value]) => ({ field, value: writtenValue(value), was: { field, value } }));

const isKept = ({ field, value, was }: Row) => was?.field === field.trim() && writtenValue(was.value) === value;

function entryOf(row: Row) {
  return [row.field.trim(), row.was && isKept(row) ? row.was.value : typedValue(row.value.trim())] as const;
}

/**
 * The lead form on top of the API's own schema. The profile is a list of rows, so that it can be typed field by field.
 * Unchanged values keep their stored type; rows without a value are dropped.
 */
export const leadForm = z
  .object({ owner_name: z.string(), aliases: LeadDetail.shape.aliases, fields: z.array(profileRow) })
  .transform(({ owner_name, aliases, fields }, context): LeadInput => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const given = aliases.flatMap((alias, index) => (alias.raw_value.trim() ? [{ alias, index }] : []));
    const rows = fields.filter((row) => row.value.trim() !== "" || isKept(row));
    const indexOf = (name: string) => fields.findIndex((row) => row.field.trim() === name && rows.includes(row));
    for (const [index, row] of fields.entries()) {
      if (rows.includes(row) && indexOf(row.field.trim()) !== index)
        refuse(["fields", index, "field"], "appears twice");
    }
    const parsed = LeadBody.safeParse({
      owner_name: owner_name.trim() || null,
      aliases: given.map(({ alias }) => alias),
      profile: Object.fromEntries(rows.map(entryOf)),
    });
    if (parsed.success) return parsed.data;
    for (const { path, code, message } of parsed.error.issues) {
      const [part, key] = path;
      if (part === "aliases") refuse(["aliases", given[Number(key)]?.index ?? 0, "raw_value"], message);
      else if (part !== "profile" || key === undefined) refuse([...path], message);
      else if (code === "invalid_key")
        refuse(["fields", indexOf(String(key)), "field"], "must be 1 to 100 characters long");
      else refuse(["fields", indexOf(String(key)), "value"], message);
    }
    return z.NEVER;
  });

export type LeadFormInput = z.input<typeof leadForm>;
