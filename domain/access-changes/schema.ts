import { z } from "zod";
import { Maker, memberFilters } from "@/domain/members/schema";
import { changeOps } from "@/lib/access-change";
import { CHANGED_AT_ONCE } from "@/lib/batch-limits";
import { cursorOrNone } from "@/lib/cursor";
import { futureSecond, idText, pathId, role, text, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters } from "@/lib/list-parameters";
import { memberStatuses } from "@/lib/roles";

/** The most different filters in one change; each is a statement. */
const FILTERS_AT_ONCE = 20;

const unitId = () => idText().meta({ description: "Organizational Unit identifier", example: "unit_emea" });
const endCreated = () =>
  z.boolean().optional().meta({ description: "true: what they created ends too (contract §13)" });

const who = {
  org_member_id: idText().optional().meta({ description: "The member", example: "mem_abc123" }),
  members: z
    .strictObject(memberFilters)
    .optional()
    .meta({ description: "Instead of `org_member_id`: every member who matches these filters of `GET /members`" }),
  expected_count: z.int().min(0).optional().meta({
    description: "With `members`: how many matched when you looked. If the number has changed: 409 `selection_changed`",
    example: 5007,
  }),
};

type Who = { [field in keyof typeof who]?: unknown };
const namesEither = ({ org_member_id: id, members }: Who) => (id === undefined) !== (members === undefined);
const countsFilter = ({ members, expected_count: count }: Who) => (members === undefined) === (count === undefined);
const forMembers = <S extends z.ZodType<Who>>(schema: S) =>
  schema
    .refine(namesEither, { error: "must have either org_member_id or members", abort: true })
    .refine(countsFilter, { error: "must be sent with members, and only then", path: ["expected_count"] });

export const AccessChangeItem = z
  .discriminatedUnion("op", [
    z.strictObject({
      op: z.literal("grant"),
      ...who,
      unit_id: unitId(),
      role: role().meta({ description: "Role within the OU" }),
      expires_at: futureSecond()
        .nullable()
        .optional()
        .meta({ description: "When the access ends by itself; null for no end. Absent: unchanged, or no end" }),
    }),
    z.strictObject({ op: z.literal("revoke"), ...who, unit_id: unitId() }),
    z.strictObject({ op: z.literal("set_org_role"), ...who, role: role(), end_created: endCreated() }),
    z.strictObject({ op: z.literal("deactivate"), ...who, end_created: endCreated() }),
    z.strictObject({ op: z.literal("reactivate"), ...who }),
  ])
  .meta({ id: "AccessChangeItem" });

export const AccessChangeBody = z
  .strictObject({
    changes: z.array(forMembers(AccessChangeItem)).min(1, "must have an item").max(CHANGED_AT_ONCE),
    reason: text({ min: 1, max: 500 }).optional().meta({ description: "Why, for whoever reads the change later" }),
    dry_run: z.boolean().optional().meta({ description: "true: changes nothing and returns what would happen" }),
  })
  .refine(({ changes }) => new Set(changes.flatMap(filterOf)).size <= FILTERS_AT_ONCE, {
    error: `must have at most ${FILTERS_AT_ONCE} different filters`,
    path: ["changes"],
  })
  .meta({
    id: "AccessChangeRequest",
    example: {
      changes: [{ op: "grant", org_member_id: "mem_abc123", unit_id: "unit_emea", role: "editor" }],
      reason: "Joins the EMEA team",
      dry_run: true,
    },
  });

function filterOf({ members }: AskedItem): string[] {
  return members ? [JSON.stringify(members)] : [];
}

const State = z
  .object({
    role: role().optional(),
    expires_at: timestamp().nullable().optional(),
    status: z.enum(memberStatuses).optional(),
  })
  .nullable()
  .meta({
    description: "The fields that the item sets: `role` and `expires_at` of a membership, null for no membership",
  });

const notRestored = ["sessions", "tokens", "created"] as const;

const ChangedItem = z
  .object({
    op: z.enum(changeOps),
    org_member_id: z.string().meta({ example: "mem_abc123" }),
    name: z.string().nullable().meta({ description: "The member's name; null if there is no such member" }),
    unit_id: z.string().nullable(),
    unit_name: z.string().nullable(),
    before: State,
    after: State,
    effect: z.enum(["changed", "none", "refused"]).meta({ description: "`none`: there is nothing to change" }),
    code: z.string().optional().meta({ description: "Why it is refused", example: "last_admin" }),
    not_restored: z
      .array(z.enum(notRestored))
      .optional()
      .meta({ description: "In an undo: what had ended with it and stays ended" }),
  })
  .meta({ id: "AccessChangeEffect" });

const count = () => z.int().meta({ example: 3 });
const Summary = z
  .object({
    changed: count(),
    none: count(),
    refused: count(),
    members: count().meta({ description: "How many members it changes" }),
    ops: z
      .partialRecord(z.enum(changeOps), count())
      .meta({ description: "How many items of each op change something" }),
  })
  .meta({ id: "AccessChangeSummary" });

/** What a change does or would do, item by item in the order of the request. */
export const AccessChangeDiff = z
  .object({
    id: z.string().nullable().meta({ description: "The change; null if nothing has changed", example: "chg_abc123" }),
    items: z.array(ChangedItem),
    summary: Summary,
  })
  .meta({ id: "AccessChangeDiff" });

const changeFields = {
  id: z.string().meta({ example: "chg_abc123" }),
  created_at: timestamp(),
  created_by: Maker,
  reason: z.string().nullable(),
  summary: Summary,
  undoes: z.string().nullable().meta({ description: "The change that this one undid" }),
  undone_by: z.string().nullable().meta({ description: "The latest change that undid this one" }),
};

/** A change that was made, as lists show it. */
export const AccessChange = z.object(changeFields).meta({ id: "AccessChange" });
export const AccessChangeList = z.array(AccessChange);
/** The same with its items. */
export const AccessChangeDetail = z
  .object({ ...changeFields, items: z.array(ChangedItem) })
  .meta({ id: "AccessChangeDetail" });

export const AccessChangeListQuery = z.strictObject({
  ...listParameters,
  org_member_id: idText().optional().meta({ description: "Only changes that concern this member" }),
});

/** The query of a page's address, without what is invalid. */
export function accessChangeListQuery(parameters: AddressParameters): AccessChangeListQuery {
  const query = addressQuery(AccessChangeListQuery.shape, parameters);
  return { ...query, cursor: cursorOrNone(query.cursor, "-created_at", ["time", "text"]) };
}

export const AccessChangeParams = z.object({ id: pathId().meta({ example: "chg_abc123" }) });
export const UndoQuery = z.strictObject({
  skip_superseded: z.enum(["true", "false"]).optional().meta({
    description: "`true` leaves out items that have changed since and undoes the others",
  }),
});

type AskedItem = z.output<typeof AccessChangeItem>;

/** An item as a request sends it: for one member, or for all who match a filter. */
export type { AskedItem };
export type AccessChangeInput = z.output<typeof AccessChangeBody>;
export type AccessChangeListQuery = z.output<typeof AccessChangeListQuery>;
export type ItemState = z.output<typeof State>;
export type EffectiveItem = z.output<typeof ChangedItem>;
export type ChangeSummary = z.output<typeof Summary>;
export type AccessChangeDiff = z.output<typeof AccessChangeDiff>;
export type AccessChange = z.output<typeof AccessChange>;
export type AccessChangeDetail = z.output<typeof AccessChangeDetail>;
