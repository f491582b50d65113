import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime, jsonValue } from "@/db/json";
import { accessChangeItems, accessChanges } from "@/db/schema/access-changes";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import type { Actor } from "@/domain/access/actor";
import { makerJson } from "@/domain/members/maker";
import type { unitsOfReader } from "./policy";

/** The OUs whose changes a reader sees; null for all. */
type Units = ReturnType<typeof unitsOfReader>;

const listed = (units: string[]) => sql`array(select json_array_elements_text(${jsonValue(units)}))`;

/** The condition that a change of the organization concerns one of the OUs. */
export const isChange = (actor: Actor, units: Units): SQL =>
  sql`${accessChanges.orgId} = ${actor.orgId} ${units === null ? sql`` : sql`and ${accessChanges.aboutUnitIds} && ${listed(units)}`}`;

/** The condition that an item concerns one of the OUs. */
export const reaches = (units: Units): SQL =>
  units === null ? sql`true` : sql`${accessChangeItems.aboutUnitId} = any(${listed(units)})`;

const ofChange = (units: Units) => sql`${accessChangeItems.orgId} = ${accessChanges.orgId}
  and ${accessChangeItems.changeId} = ${accessChanges.changeId} and ${reaches(units)}`;

// What concerns other OUs is not counted for their admins.
const summaryOf = (units: Units): SQL =>
  units === null
    ? sql`${accessChanges.summary}`
    : sql`(select json_build_object('changed', count(*) filter (where has_changed), 'none', count(*) filter (where not has_changed),
        'refused', 0, 'members', count(distinct org_member_id) filter (where has_changed),
        'ops', (select coalesce(json_object_agg(op, number), '{}') from (
          select op, count(*) as number from ${accessChangeItems} where ${ofChange(units)} and has_changed group by op) by_op))
      from ${accessChangeItems} where ${ofChange(units)})`;

const fieldsFor = (units: Units) => ({
  id: accessChanges.changeId,
  created_at: jsonTime(accessChanges.createdAt),
  created_by: makerJson(accessChanges.createdBy, accessChanges.createdByName),
  reason: accessChanges.reason,
  summary: summaryOf(units),
  undoes: accessChanges.undoes,
  undone_by: sql`(select max(undo.change_id collate "C") from access_changes undo
    where undo.org_id = ${accessChanges.orgId} and undo.undoes = ${accessChanges.changeId})`,
});

const item = jsonObject({
  op: accessChangeItems.op,
  org_member_id: accessChangeItems.orgMemberId,
  name: sql`(select ${members.firstName} || ' ' || ${members.lastName} from ${members}
    where ${members.orgId} = ${accessChangeItems.orgId} and ${members.orgMemberId} = ${accessChangeItems.orgMemberId})`,
  unit_id: accessChangeItems.aboutUnitId,
  unit_name: sql`(select ${orgUnits.name} from ${orgUnits}
    where ${orgUnits.orgId} = ${accessChangeItems.orgId} and ${orgUnits.unitId} = ${accessChangeItems.aboutUnitId})`,
  before: accessChangeItems.before,
  after: accessChangeItems.after,
  effect: sql`case when ${accessChangeItems.hasChanged} then 'changed' else 'none' end`,
});

/** A change as lists show it to a reader of these OUs. */
export const changeJson = (units: Units): SQL => jsonObject(fieldsFor(units));

/** The same with its items. */
export const changeWithItemsJson = (units: Units): SQL =>
  jsonObject({
    ...fieldsFor(units),
    items: sql`(select coalesce(json_agg(${item} order by ${accessChangeItems.index}), '[]')
      from ${accessChangeItems} where ${ofChange(units)})`,
  });
