import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime } from "@/db/json";
import { accessChangeItems, accessChanges } from "@/db/schema/access-changes";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { asOrgAdmin } from "@/db/schema/scope";
import { makerJson } from "@/domain/members/maker";

/** The condition that an item belongs to the change, as far as the reader sees it. */
export const ofChange: SQL = sql`${accessChangeItems.orgId} = ${accessChanges.orgId}
  and ${accessChangeItems.changeId} = ${accessChanges.changeId}`;

// An OU admin's counts what they see.
const summary = sql`case when ${asOrgAdmin} then ${accessChanges.summary} else (
  select jsonb_build_object('changed', count(*) filter (where has_changed), 'none', count(*) filter (where not has_changed),
    'refused', 0, 'members', count(distinct org_member_id) filter (where has_changed),
    'ops', (select coalesce(jsonb_object_agg(op, number), '{}') from (
      select op, count(*) as number from ${accessChangeItems} where ${ofChange} and has_changed group by op) by_op))
  from ${accessChangeItems} where ${ofChange}) end`;

const fields = {
  id: accessChanges.changeId,
  created_at: jsonTime(accessChanges.createdAt),
  created_by: makerJson(accessChanges.createdBy, accessChanges.createdByName),
  reason: accessChanges.reason,
  summary,
  undoes: accessChanges.undoes,
  undone_by: sql`(select max(undo.change_id collate "C") from access_changes undo
    where undo.org_id = ${accessChanges.orgId} and undo.undoes = ${accessChanges.changeId})`,
};

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

/** A change as lists show it. */
export const changeJson: SQL = jsonObject(fields);

/** The same with its items. */
export const changeWithItemsJson: SQL = jsonObject({
  ...fields,
  items: sql`(select coalesce(json_agg(${item} order by ${accessChangeItems.index}), '[]') from ${accessChangeItems} where ${ofChange})`,
});
