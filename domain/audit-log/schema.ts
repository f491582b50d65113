import { z } from "zod";
import { cursorOrNone } from "@/lib/cursor";
import { idText, moment, timestamp } from "@/lib/fields";
import {
  type AddressParameters,
  addressQuery,
  DEFAULT_LIMIT,
  listParameters,
  searchParameter,
} from "@/lib/list-parameters";
import { type AuditAction, auditActions, targetTypes } from "./actions";

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
    .meta({ description: "Only this action; if it ends in `.`, every action that begins with it", example: "member." }),
  target: idText().optional().meta({ description: "Only what was done to the thing with this ID" }),
  unit_id: idText().optional().meta({ description: "Only entries that concern this OU" }),
  since: moment().optional().meta({ description: "Only entries from this moment on (RFC 3339)" }),
  until: moment().optional().meta({ description: "Only entries before this moment (RFC 3339)" }),
  search: searchParameter("actor's, target's or OU's name or ID, or ID or request ID"),
};

const AuditFilters = z.object(auditFilters);
export type AuditFilters = z.output<typeof AuditFilters>;

/** The list's only order: by id, which begins with its time. */
export const AUDIT_SORT = "-id";

export const AuditLogQuery = z.strictObject({
  limit: listParameters.limit.meta({
    description: `The page size; ${DEFAULT_LIMIT} without it. The log always comes in pages`,
  }),
  cursor: listParameters.cursor,
  ...auditFilters,
});
export type AuditLogQuery = z.output<typeof AuditLogQuery>;

const DAY = 86_400_000;

// A page's address may name a day, in UTC: `since` begins with it, and `until` includes it.
function momentOf(given: string | undefined, days: number): string | undefined {
  if (given === undefined || !/^\d{4}-\d\d-\d\d$/.test(given)) return given;
  const day = Date.parse(given);
  return Number.isNaN(day) ? given : new Date(day + days * DAY).toISOString();
}

/** The query of a page's address, without what is invalid. */
export function auditLogQuery(parameters: AddressParameters): AuditLogQuery {
  const { since, until, ...others } = parameters;
  const moments = { since: momentOf([since].flat()[0], 0), until: momentOf([until].flat()[0], 1) };
  const query = addressQuery(AuditLogQuery.shape, { ...others, ...moments });
  return { ...query, cursor: cursorOrNone(query.cursor, AUDIT_SORT, ["text"]) };
}

/** How a page says an action; {target} and {unit} stand for names. */
export const sentenceOf = (action: AuditAction): string => auditActions[action].sentence;

type Noun<A extends string> = A extends `${infer N}.${string}` ? N : never;
/** What an action begins with: the things that can be filtered by. */
export type AuditNoun = Noun<AuditAction>;

const nameThen = (whose: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `${whose}'s name at the time; null if there is none or it has been erased` });

/** An entry of the audit log as the API shows it. */
export const AuditEntry = z
  .object({
    id: z.string().meta({ description: "Unique entry identifier", example: "aud_abc123" }),
    at: timestamp().meta({ description: "When it happened" }),
    action: z.enum(everyAction).meta({ description: "What was done", example: "member.role_changed" }),
    actor: z.object({
      kind: z.enum(["member", "service_account", "operator", "system"]),
      id: z
        .string()
        .nullable()
        .meta({ description: "The member or service account that did it", example: "mem_abc123" }),
      name: nameThen("The actor"),
    }),
    credential: z
      .object({ kind: z.string().meta({ example: "session" }), id: z.string() })
      .nullable()
      .meta({ description: "What the actor presented: a `session`, a `token`, or a service account's `secret`" }),
    unit_id: z.string().nullable().meta({ description: "The OU that it concerns", example: "unit_abc123" }),
    target: z.object({
      type: z.enum(targetTypes),
      id: z.string().meta({ example: "mem_def456" }),
      name: nameThen("The target"),
    }),
    changes: z
      .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
      .meta({ description: "The fields that changed; those of an erased person are left out" }),
    change_set_id: z
      .string()
      .nullable()
      .meta({ description: "The change that it is part of, if the change has several entries" }),
    request_id: z.string().nullable().meta({ description: "The request that did it" }),
    ip: z.string().nullable().meta({ description: "The address it came from", example: "192.0.2.7" }),
    user_agent: z.string().nullable().meta({ description: "What the browser or program calls itself" }),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.output<typeof AuditEntry>;

export const AuditLog = z.array(AuditEntry);

/** An entry as a page shows it, with the OU's name of today if the reader has access to it. */
export type ShownEntry = AuditEntry & { unit_name: string | null };

/** What is known about the log's tree (contract §8). */
export type AuditTree = {
  /** How many entries are sealed. */
  size: number;
  /** How many of them the last check found as they were sealed, and when. */
  verified: number;
  verified_at: string | null;
  /** The index of the first entry that it did not find so. */
  differs_at: number | null;
  has_checkpoint: boolean;
};

export const AuditExportQuery = z.strictObject({
  format: z.enum(["jsonl", "csv"]).optional().meta({ description: "Defaults to jsonl" }),
  ...auditFilters,
});
export type AuditExportQuery = z.output<typeof AuditExportQuery>;
