import { z } from "zod";
import { timestamp } from "@/lib/fields";

const table = () => z.string().meta({ description: "The table's name in the database", example: "leads" });

/** A rule by which the database decides which rows a request reaches. */
export const PolicyText = z
  .object({
    name: z.string().meta({ example: "leads_read" }),
    command: z
      .enum(["select", "insert", "update", "delete", "all"])
      .meta({ description: "The commands it applies to" }),
    meaning: z.string().meta({ description: "The rule in words", example: "Read what is the active OU's" }),
    using: z.string().nullable().meta({ description: "The visible rows, as SQL" }),
    check: z.string().nullable().meta({ description: "The rows it lets write, as SQL; null: the same rows" }),
  })
  .meta({ id: "PolicyText" });

export const Isolation = z
  .object({
    unit_id: z.string().nullable().meta({ description: "The OU whose rows are counted; null if none is selected" }),
    tables: z.array(
      z.object({
        table: table(),
        apart: z
          .enum(["org_unit", "organization", "nobody"])
          .meta({ description: "Who its rows belong to: an OU, the organization, or nobody" }),
        row_security: z
          .enum(["forced", "enabled", "off"])
          .meta({ description: "Forced: it applies to the table's owner too" }),
        rows: z.int().meta({ description: "The rows that you can access, counted up to 10,000" }),
        policies: z.array(PolicyText),
      }),
    ),
  })
  .meta({ id: "Isolation" });

export const IsolationCheck = z
  .object({
    checked_at: timestamp(),
    unit_id: z.string().nullable().meta({ description: "The OU of the check; null if none is selected" }),
    passed: z.boolean(),
    tables: z.array(
      z.object({
        table: table(),
        forced: z.boolean().meta({ description: "Whether row-level security is on and applies to everyone" }),
        policies: z.int().meta({ description: "The number of policies; without any, nobody reaches a row" }),
        rows_without_scope: z.int().meta({ description: "Rows visible without an organization: must be 0" }),
        rows_of_other_organizations: z
          .int()
          .nullable()
          .meta({ description: "Rows of other organizations visible in yours: must be 0" }),
        other_org_units: z
          .int()
          .nullable()
          .meta({ description: "Other OUs visible in the OU of the check: must be 0" }),
        passed: z.boolean(),
      }),
    ),
  })
  .meta({ id: "IsolationCheck" });

export type Isolation = z.output<typeof Isolation>;
export type IsolationCheck = z.output<typeof IsolationCheck>;
