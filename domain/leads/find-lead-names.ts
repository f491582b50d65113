import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { leadAliases } from "@/db/schema/lead-aliases";
import { leads } from "@/db/schema/leads";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";

type Names = { name: string | null; company: string | null; alias: string | null };

/** The kinds of aliases, those that people recognize most easily first. */
const RECOGNIZABLE_FIRST = "{email,phone,social,external_id,cookie}";

/** How pages name leads, by the lead's id: parts of the profile, and the most recognizable alias. */
export async function findLeadNames(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  leadIds: string[],
): Promise<Record<string, Names>> {
  if (leadIds.length === 0) return {};
  const alias = sql`(select ${leadAliases.rawValue} from ${leadAliases}
    where ${inUnitOf(actor, unit, leadAliases)} and ${leadAliases.leadId} = ${leads.leadId}
    order by array_position(${RECOGNIZABLE_FIRST}::text[], ${leadAliases.aliasKind}), ${leadAliases.createdAt}, ${leadAliases.aliasKey} limit 1)`;
  const rows = await tx.execute<Names & { lead_id: string }>(
    sql`select ${leads.leadId}, ${leads.profile} ->> 'name' as name, ${leads.profile} ->> 'company' as company, ${alias} as alias
            from ${leads} where ${inUnitOf(actor, unit, leads)}
             and ${leads.leadId} in (select json_array_elements_text(${jsonValue(leadIds)}))`,
  );
  return Object.fromEntries(rows.map(({ lead_id: id, ...names }) => [id, names]));
}
