import { type SQL, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema/audit-entries";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { contains } from "@/db/search";
import type { Reader } from "@/domain/access/reader";
import { type AuditFilters, actionsOf } from "./schema";

const REQUEST_MILLISECONDS = 600_000; // the longest that a request may take, with room

/** Whether an entry has one of the actions: as literals, because the planner knows how frequent each is. */
const isAction = (filter: string): SQL =>
  sql`${auditEntries.action} in (${sql.raw(
    actionsOf(filter)
      .map((action) => `'${action}'`)
      .join(", "),
  )})`;

/** The lowest id that an entry of this moment could have: ids begin with their time in milliseconds, in hex. */
export const firstIdAt = (milliseconds: number) => `aud_${Math.max(0, milliseconds).toString(16).padStart(12, "0")}`;

/**
 * The condition for the entries of the reader's organization that match the filters; rows beyond the reader's reach are left
 * out by row-level security. Every filter has an index, and the order of ids is that of time.
 */
export function whereOf(reader: Reader, filters: AuditFilters): SQL {
  const { actor, action, target, unit_id: unitId, since, until, search } = filters;
  const where = [
    sql`${auditEntries.orgId} = ${reader.orgId}`,
    ...(actor ? [sql`${auditEntries.actorId} = ${actor}`] : []),
    ...(action ? [isAction(action)] : []),
    ...(target ? [sql`${auditEntries.targetId} = ${target}`] : []),
    ...(unitId ? [sql`${auditEntries.aboutUnitId} = ${unitId}`] : []),
    ...(since ? [sql`${auditEntries.entryId} >= ${firstIdAt(Date.parse(since))}`] : []),
    ...(until ? [sql`${auditEntries.entryId} < ${firstIdAt(Date.parse(until))}`] : []),
    ...(search ? [sql`${auditEntries.entryId} = any((select array(${found(reader, search)}))::text[])`] : []),
  ];
  return sql.join(where, sql` and `);
}

/** The entries by or about whatever the text names; things without a name of their own are found by those in the log. */
function found(reader: Reader, text: string): SQL {
  const entries = (condition: SQL) =>
    sql`select entry_id from ${auditEntries} found where found.org_id = ${reader.orgId} and ${condition}`;
  const name = sql`fold_text(coalesce(${auditEntries.content}::json -> 'target' ->> 'name', ''))`;
  const named = sql`select ${text}::text
    union all select ${members.orgMemberId} from ${members}
      where ${members.orgId} = ${reader.orgId} and ${contains(sql`${members.searchKey}`, text)}
    union all select ${orgUnits.unitId} from ${orgUnits}
      where ${orgUnits.orgId} = ${reader.orgId} and ${contains(sql`${orgUnits.searchKey}`, text)}
    union all select ${auditEntries.targetId} from ${auditEntries} where ${auditEntries.orgId} = ${reader.orgId}
      and (${isAction("ruleset.")} or ${isAction("service_account.")}) and ${contains(name, text)}`;
  const ids = ["actor_id", "target_id", "about_unit_id"].map((id) =>
    sql.raw(`found.${id} = any((select ids from named)::text[])`),
  );
  return sql`with named as materialized (select array(${named}) as ids)
    select ${text}::text collate "C" union all ${sql.join([...ids, ...ofRequest(text)].map(entries), sql` union all `)}`;
}

/** The condition for the entries of a request; none if the text is no request's id. */
function ofRequest(text: string): SQL[] {
  const [, time] = /^req_([0-9a-f]{12})[0-9a-f]{20}$/.exec(text) ?? [];
  if (time === undefined) return [];
  const begun = Number.parseInt(time, 16);
  return [
    sql`found.entry_id between ${firstIdAt(begun)} and ${firstIdAt(begun + REQUEST_MILLISECONDS)}
      and found.content::json ->> 'request_id' = ${text}`,
  ];
}
