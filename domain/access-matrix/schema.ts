import { z } from "zod";
import { memberFilters } from "@/domain/members/schema";
import { MATRIX_CELLS, MATRIX_ROWS } from "@/lib/batch-limits";
import { cursorOrNone } from "@/lib/cursor";
import { role, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters, searchParameter } from "@/lib/list-parameters";
import { memberStatuses } from "@/lib/roles";

const MOST_COLUMNS = 200;

const count = () => z.int().meta({ example: 200 });

/** A member as a row of the matrix, with the memberships in its columns. */
export const MatrixRow = z
  .object({
    org_member_id: z.string().meta({ example: "mem_abc123" }),
    first_name: z.string().meta({ example: "Ada" }),
    last_name: z.string().meta({ example: "Lovelace" }),
    email: z.string().meta({ example: "ada@example.com" }),
    role: role().meta({
      description: "The org role; an `admin` is admin in every column, with or without a membership",
    }),
    status: z.enum(memberStatuses).meta({ description: "Only `active` members can use their access" }),
    access: z
      .array(
        z.object({
          unit_id: z.string().meta({ example: "unit_emea" }),
          role: role().meta({ description: "Role within the OU" }),
          expires_at: timestamp().nullable().meta({ description: "When the access ends by itself" }),
        }),
      )
      .meta({ description: "Memberships in the columns; none are listed for an org admin, who needs none" }),
  })
  .meta({ id: "AccessMatrixRow" });

const MatrixColumn = z.object({
  unit_id: z.string().meta({ example: "unit_emea" }),
  name: z.string().meta({ example: "EMEA Sales" }),
});

/** A section of the matrix. */
export const AccessMatrix = z
  .object({
    total_members: count().meta({ description: "How many members match, in and beyond the section" }),
    total_units: count().meta({ description: "How many org units match" }),
    units: z.array(MatrixColumn).meta({ description: "The columns, the default OU first, then by name" }),
    members: z.array(MatrixRow).meta({ description: "The rows, by name" }),
  })
  .meta({ id: "AccessMatrix" });

export const MatrixExport = z.array(MatrixRow);

const { search, role: orgRole, status, expiring } = memberFilters;
const filters = { search, role: orgRole, status, expiring, unit_search: searchParameter("name or external reference") };

const whole = (least: number, most: number, usual: number, description: string) =>
  z
    .string()
    .refine((digits) => /^\d{1,9}$/.test(digits) && Number(digits) >= least && Number(digits) <= most, {
      error: `must be a number from ${least} to ${most}`,
    })
    .transform(Number)
    .optional()
    .meta({
      override: { type: "integer", minimum: least, maximum: most },
      description: `${description}; ${usual} by default`,
    });

const LAST_INDEX = 999_999_999;

export const MatrixQuery = z
  .strictObject({
    ...filters,
    row: whole(0, LAST_INDEX, 0, "The index of the section's first member"),
    rows: whole(1, MATRIX_ROWS, 50, "How many members the section has"),
    column: whole(0, LAST_INDEX, 0, "The index of the section's first org unit"),
    columns: whole(1, MOST_COLUMNS, 20, "How many org units the section has"),
  })
  .refine(({ rows = 50, columns = 20 }) => rows * columns <= MATRIX_CELLS, {
    error: `must be at most ${MATRIX_CELLS} cells, rows times columns`,
    path: ["rows"],
  });

export const MatrixExportQuery = z.strictObject({
  format: z.enum(["csv", "json"]).optional().meta({ description: "Defaults to csv" }),
  ...filters,
});

/** The query of the page's address, without what is invalid. */
export function matrixPageQuery(parameters: AddressParameters): MatrixPageQuery {
  const query = addressQuery({ ...filters, cursor: listParameters.cursor }, parameters);
  return { ...query, cursor: cursorOrNone(query.cursor, "name", ["text", "text"]) };
}

export type MatrixRow = z.output<typeof MatrixRow>;
export type MatrixColumn = z.output<typeof MatrixColumn>;
export type AccessMatrix = z.output<typeof AccessMatrix>;
export type MatrixFilters = Omit<z.output<typeof MatrixExportQuery>, "format">;
export type MatrixQuery = z.output<typeof MatrixQuery>;
export type MatrixExportQuery = z.output<typeof MatrixExportQuery>;
export type MatrixPageQuery = MatrixFilters & { cursor?: string | undefined };
