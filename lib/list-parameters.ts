import { z } from "zod";
import { moment, text } from "./fields";

/** The page size when a cursor comes without a limit. */
export const DEFAULT_LIMIT = 50;
/** The largest page size. */
export const LARGEST_LIMIT = 200;

const isLimit = (digits: string) => /^[1-9]\d{0,2}$/.test(digits) && Number(digits) <= LARGEST_LIMIT;

/** The query parameters that every list takes (contract §7). */
export const listParameters = {
  limit: z
    .string()
    .refine(isLimit, `must be a number from 1 to ${LARGEST_LIMIT}`)
    .transform(Number)
    .optional()
    .meta({
      override: { type: "integer", minimum: 1, maximum: LARGEST_LIMIT },
      description: `The page size. Without \`limit\` and \`cursor\` you get the whole list; \`cursor\` alone uses ${DEFAULT_LIMIT}`,
    }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,4000}$/, "is not a cursor of this list")
    .optional()
    .meta({ description: "Where to continue, from a `Link` header; opaque, and valid only for the same `sort`" }),
};

/** Only what has changed since a time, of lists whose rows have the time of their last change. */
export const updatedSince = moment()
  .optional()
  .meta({ description: "Only what was made or changed at this time or later (RFC 3339)" });

/** The parameters of a page's address, as Next gives them. */
export type AddressParameters = Record<string, string | string[] | undefined>;

/** The query of a page's address: drops empty and invalid parameters that the API would refuse. */
export function addressQuery<Shape extends z.ZodRawShape>(shape: Shape, parameters: AddressParameters) {
  const given = Object.entries(shape).flatMap(([name, schema]) => {
    const values = [parameters[name] ?? []].flat().filter((value) => value !== "");
    const parsed = [values[0], values].map((value) => z.safeParse(schema, value)).find(({ success }) => success);
    return values.length > 0 && parsed ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(given) as Partial<z.output<z.ZodObject<Shape>>>;
}

/** Text to search for; `what` names the fields that are searched. */
export const searchParameter = (what: string) =>
  text({ max: 100 })
    .transform((value) => value.trim())
    .optional()
    .meta({
      override: { type: "string", maxLength: 100 },
      description: `Only those whose ${what} contains this text, ignoring case and accents. An empty search matches everything`,
    });
