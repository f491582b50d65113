import { z } from "zod";
import { idText, moment } from "@/lib/fields";
import { searchParameter } from "@/lib/list-parameters";
import { type AuditAction, auditActions } from "./actions";

const everyAction = Object.keys(auditActions) as AuditAction[];

/** The actions that the filter means: one, or all that begin with a prefix such as `member.`. */
export const actionsOf = (filter: string): AuditAction[] =>
  everyAction.filter((action) => action === filter || (filter.endsWith(".") && action.startsWith(filter)));

/** What entries of the audit log are filtered by, in lists and exports (contract §8). */
export const auditFilters = {
  actor: idText().optional().meta({ description: "Only what this member or service account did" }),
  action: z
    .string()
    .refine((filter) => actionsOf(filter).length > 0, "must be an action, or the beginning of one up to its `.`")
    .optional()
    .meta({ description: "Only this action; or all that begin so, if it ends in `.`", example: "member." }),
  target: idText().optional().meta({ description: "Only what was done to the thing with this ID" }),
  unit_id: idText().optional().meta({ description: "Only entries that concern this OU" }),
  since: moment().optional().meta({ description: "Only entries from this moment on (RFC 3339)" }),
  until: moment().optional().meta({ description: "Only entries before this moment (RFC 3339)" }),
  search: searchParameter("actor's, target's or OU's name or ID, or ID or request ID"),
};

const AuditFilters = z.object(auditFilters);
export type AuditFilters = z.output<typeof AuditFilters>;

export const AuditExportQuery = z.strictObject({
  format: z.enum(["jsonl", "csv"]).optional().meta({ description: "Defaults to jsonl" }),
  ...auditFilters,
});
export type AuditExportQuery = z.output<typeof AuditExportQuery>;
