import { sql } from "drizzle-orm";
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
  const given = sql`${reader.orgId}, ${unit.unitId}, array(select json_array_elements_text(${jsonValue(leads)})),
      ${jsonValue(named)}, ${jsonValue(aliases)}, ${jsonValue(rows)}`;
  // Sent before the policy has decided.
  const ask = (isAlone: boolean) =>
    sql`select ${isAlone ? sql`ingest_events(${given}, true)` : sql`try_ingest(${given})`}::text as answer from ${writableUnit} writable`;
  return { ids, ask };
}

/** Each event with its lead; or the leads that the events name and that do not exist, and then nothing is stored. */
async function run(tx: Tx, reader: UnitReader, unit: ReadUnit, events: readonly IngestEvent[]) {
  const groups = groupEvents(events);
  const { ids, ask } = statement(reader, unit, events, groups);
  const send = async (isAlone: boolean) => {
    const [row] = await tx.execute<{ answer: string | null }>(ask(isAlone));
    if (row?.answer === null) return undefined;
    const { leads, unknown = [] } = JSON.parse(row?.answer ?? "{}") as Answer;
    const leadOf = (index: number) => leads?.[(groups.groupOf[index] as number) - 1] as string;
    return { taken: leads && ids.map((event_id, index) => ({ event_id, lead_id: leadOf(index) })), unknown };
  };
  const tried = await send(false);
  if (tried) return tried;
  // Leads have to be merged, or two ingests met the same new person: rare, so it runs alone in the OU.
  const merged = groups.count === 1 ? [] : await mergeNamed(tx, reader, unit, groups);
  const answer = (await send(true)) as NonNullable<typeof tried>;
  if (merged.length === 0) return answer;
  // The ingest has updated their scores, unless it refused their events: one was erased meanwhile.
  const scored = sql`array(select json_array_elements_text(${jsonValue(merged)}))`;
  await tx.execute(sql`select rescore_leads(${reader.orgId}, ${unit.unitId}, ${scored})`);
  return answer;
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
