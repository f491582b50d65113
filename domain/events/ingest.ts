import { sql } from "drizzle-orm";
import { raised } from "@/db/errors";
import { jsonValue } from "@/db/json";
import { writableUnit } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { newId } from "@/lib/ids";
import { type Groups, groupEvents } from "./group-events";
import { mergeNamed } from "./merge-named";
import type { IngestEvent } from "./schema";

/** A stored event and its lead. */
export type Taken = { event_id: string; lead_id: string };

/** The SQLSTATE that the database's function retry_alone raises: the ingest has to run alone in its OU. */
export const RETRY_ALONE = "LV001";

type Answer = { leads?: string[]; unknown?: string[] };

function statement(
  reader: UnitReader,
  unit: ReadUnit,
  events: readonly IngestEvent[],
  { groupOf, count, aliases, named }: Groups,
) {
  const now = new Date().toISOString();
  const ids = events.map(() => newId("evt"));
  const rows = events.map(({ event_type: type, timestamp, metadata }, index) => {
    return { g: groupOf[index], id: ids[index], type, at: timestamp ?? now, metadata };
  });
  const leads = Array.from({ length: count }, () => newId("lead"));
  const ask = (isAlone: boolean) => sql`select ingest_events(${reader.orgId}, ${unit.unitId},
      array(select json_array_elements_text(${jsonValue(leads)})), ${jsonValue(named)}, ${jsonValue(aliases)}, ${jsonValue(rows)},
      ${isAlone})::text as answer from ${writableUnit} writable`; // sent before the policy has decided
  return { ids, ask };
}

/** Each event with its lead; or the leads that the events name and that do not exist, and then nothing is stored. */
async function run(tx: Tx, reader: UnitReader, unit: ReadUnit, events: readonly IngestEvent[]) {
  const groups = groupEvents(events);
  const { ids, ask } = statement(reader, unit, events, groups);
  const send = async (attempt: Tx, isAlone: boolean) => {
    const [row] = await attempt.execute<{ answer: string }>(ask(isAlone));
    const { leads, unknown = [] } = JSON.parse(row?.answer ?? "{}") as Answer;
    const leadOf = (index: number) => leads?.[(groups.groupOf[index] as number) - 1] as string;
    return { taken: leads && ids.map((event_id, index) => ({ event_id, lead_id: leadOf(index) })), unknown };
  };
  try {
    return await tx.transaction((attempt) => send(attempt, false));
  } catch (error) {
    // Leads have to be merged, or two ingests met the same new person: rare, so it runs alone in the OU.
    if (raised(error) !== RETRY_ALONE) throw error;
    if (groups.count === 1) return send(tx, true);
    const merged = await mergeNamed(tx, reader, unit, groups);
    const answer = await send(tx, true);
    // The ingest has updated their scores, unless it refused their events: one was erased meanwhile.
    const ids = sql`array(select json_array_elements_text(${jsonValue(merged)}))`;
    await tx.execute(sql`select rescore_leads(${reader.orgId}, ${unit.unitId}, ${ids})`);
    return answer;
  }
}

/**
 * Stores the events and updates the scores of their leads, in one transaction. Returns each event with its lead, or null
 * where it names a lead that does not exist.
 */
export async function ingestEvents(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  events: readonly IngestEvent[],
): Promise<(Taken | null)[]> {
  const unknown = new Set<string>();
  for (;;) {
    const isKept = ({ lead_id: lead }: IngestEvent) => lead === undefined || !unknown.has(lead);
    const kept = events.filter(isKept);
    if (kept.length === 0) return events.map(() => null);
    const answer = await run(tx, reader, unit, kept);
    if (answer.taken) {
      const taken = answer.taken.values();
      return events.map((event) => (isKept(event) ? (taken.next().value as Taken) : null));
    }
    const { size } = unknown;
    for (const lead of answer.unknown) unknown.add(lead);
    if (unknown.size === size) throw new Error("ingest_events gave no answer");
  }
}
