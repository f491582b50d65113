import { z } from "zod";
import { LeadBody, LeadDetail, type LeadInput } from "@/domain/leads/schema";

type ProfileValue = NonNullable<LeadInput["profile"]>[string];
type Row = z.output<typeof profileRow>;

/** A field as it is typed, and what it was where it is there already. */
const profileRow = z.object({
  field: z.string(),
  value: z.string(),
  was: z.object({ field: z.string(), value: LeadDetail.shape.profile.valueType }).optional(),
});

/** How a form writes a profile's value. */
const writtenValue = (value: ProfileValue): string => (value === null ? "" : String(value));

/** What is typed as a value of the profile: a number or a flag where it is written exactly as one, else text. */
function typedValue(text: string): ProfileValue {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The rows of a profile. */
export const rowsOf = (profile: LeadDetail["profile"]): Row[] =>
  Object.entries(profile).map(([field, value]) => ({ field, value: writtenValue(value), was: { field, value } }));

const isKept = ({ field, value, was }: Row) => was?.field === field.trim() && writtenValue(was.value) === value;

function entryOf(row: Row) {
  return [row.field.trim(), row.was && isKept(row) ? row.was.value : typedValue(row.value.trim())] as const;
}

/**
 * The lead's form over the API's own schema: a profile is rows of field and value there, so that one can be typed at a time.
 * Values that are left as they were keep the type that they came with; rows without a value count for nothing.
 */
export const leadForm = z
  .object({ owner_name: z.string(), aliases: LeadDetail.shape.aliases, fields: z.array(profileRow) })
  .transform(({ owner_name, aliases, fields }, context): LeadInput => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const given = aliases.flatMap((alias, place) => (alias.raw_value.trim() ? [{ alias, place }] : []));
    const rows = fields.filter((row) => row.value.trim() !== "" || isKept(row));
    const placeOf = (name: string) => fields.findIndex((row) => row.field.trim() === name && rows.includes(row));
    for (const [place, row] of fields.entries()) {
      if (rows.includes(row) && placeOf(row.field.trim()) !== place)
        refuse(["fields", place, "field"], "is there twice");
    }
    const parsed = LeadBody.safeParse({
      owner_name: owner_name.trim() || null,
      aliases: given.map(({ alias }) => alias),
      profile: Object.fromEntries(rows.map(entryOf)),
    });
    if (parsed.success) return parsed.data;
    for (const { path, code, message } of parsed.error.issues) {
      const [part, key] = path;
      if (part === "aliases") refuse(["aliases", given[Number(key)]?.place ?? 0, "raw_value"], message);
      else if (part !== "profile" || key === undefined) refuse([...path], message);
      else if (code === "invalid_key")
        refuse(["fields", placeOf(String(key)), "field"], "must be 1 to 100 characters long");
      else refuse(["fields", placeOf(String(key)), "value"], message);
    }
    return z.NEVER;
  });

export type LeadFormInput = z.input<typeof leadForm>;
