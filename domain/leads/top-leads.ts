import { sql } from "drizzle-orm";
import { jsonObject, jsonTime, readJson } from "@/db/json";
import { leads } from "@/db/schema/leads";
import { leadScores } from "@/db/schema/scores";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import type { JsonText } from "@/lib/json-text";
import { shownScores } from "./present";
import type { TopLeads } from "./schema";

/** The leads with the highest scores, highest first. */
export async function readTopLeads(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  limit: number,
): Promise<JsonText<TopLeads>> {
  const item = jsonObject({
    lead_id: leads.leadId,
    score: sql`top.score`,
    last_event_at: jsonTime(leads.lastEventAt),
  });
  const statement = sql`with ${shownScores(reader, unit)}, top as materialized (
      select ${leadScores.leadId}, ${leadScores.score} from ${leadScores}
       where ${inUnitOf(reader, unit, leadScores)} and ${leadScores.generation} = (select generation from shown)
       order by ${leadScores.score} desc, ${leadScores.leadId} desc limit ${limit}::int)
    select json_build_object('leads', coalesce(json_agg(${item} order by top.score desc, top.lead_id desc), '[]'))::text as json
      from top join ${leads} on ${inUnitOf(reader, unit, leads)} and ${leads.leadId} = top.lead_id`;
  return readJson<TopLeads>(tx, statement);
}
