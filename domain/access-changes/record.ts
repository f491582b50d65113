import { sql } from "drizzle-orm";
import { jsonbValue, jsonValue } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { makerOf } from "@/domain/members/maker";
import { endsCreated } from "./apply";
import type { PlannedItem } from "./item";
import { diffOf } from "./plan";
import type { AccessChangeDiff } from "./schema";

/** Why a change was made, and which other one it undoes. */
export type Occasion = { reason?: string | undefined; undoes?: string | undefined };

/** Stores a change with its items, in one statement, and returns it as the answer shows it. */
export async function recordChange(
  tx: Tx,
  actor: Actor,
  id: string,
  planned: readonly PlannedItem[],
  { reason, undoes }: Occasion,
): Promise<AccessChangeDiff> {
  const diff = diffOf(id, planned);
  const maker = makerOf(actor);
  const units = [...new Set(planned.flatMap(({ result }) => result.unit_id ?? []))];
  const rows = planned.map(({ item, result }, index) => ({ ...result, index, ended_created: endsCreated(item) }));
  await tx.execute(
    sql`with change as (
          insert into access_changes (org_id, change_id, created_by, created_by_name, reason, summary, undoes, about_unit_ids)
          values (${actor.orgId}, ${id}, ${maker.id}, ${maker.name}, ${reason ?? null}, ${jsonbValue(diff.summary)}, ${undoes ?? null},
                  array(select json_array_elements_text(${jsonValue(units)}))))
        insert into access_change_items
               (org_id, change_id, index, op, org_member_id, about_unit_id, before, after, has_changed, ended_created)
        select ${actor.orgId}, ${id}, index, op, org_member_id, unit_id, nullif(before, 'null'), nullif(after, 'null'),
               effect = 'changed', ended_created
          from json_to_recordset(${jsonValue(rows)}) as items (index int, op text, org_member_id text, unit_id text,
               before jsonb, after jsonb, effect text, ended_created boolean)`,
  );
  return diff;
}
