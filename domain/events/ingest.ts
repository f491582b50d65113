import { sql } from "drizzle-orm";
import { raised } from "@/db/errors";
import { jsonValue } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { newId } from "@/lib/ids";
import { type Groups, groupEvents } from "./group-events";
import { mergeNamed } from "./merge-named";
import type { IngestEvent } from "./schema";

/** A stored event and its lead. */
export type Taken = { event_id: string; lead_id: string };

/** The SQLSTATE that the database's function retry_alone raises: the ingest has to run alone in its OU. */
export const RETRY_ALONE = "LV001";

type Numbered = IngestEvent & { n: number };
type Answer = { items?: (Taken & { n: number })[]; unknown?: string[] };

function statement(
  actor: UnitActor,
  unit: ActiveUnit,
  events: readonly Numbered[],
  { groupOf, count, aliases, named }: Groups,
) {
  const now = new Date().toISOString();
  const rows = events.map(({ n, event_type: type, timestamp, metadata }, index) => {
    return { n, g: groupOf[index], id: newId("evt"), type, at: timestamp ?? now, metadata };
  });
  const leads = Array.from({ length: count }, () => newId("lead"));
  return (isAlone: boolean) => sql`select ingest_events(${actor.orgId}, ${unit.unitId},
      array(select json_array_elements_text(${jsonValue(leads)})), ${jsonValue(named)}, ${jsonValue(aliases)}, ${jsonValue(rows)},
      ${isAlone})::text as answer`;
}

async function run(tx: Tx, actor: UnitActor, unit: ActiveUnit, events: readonly Numbered[]) {
  const groups = groupEvents(events);
  const ask = statement(actor, unit, events, groups);
  const send = async (attempt: Tx, isAlone: boolean) => {
    const [row] = await attempt.execute<{ answer: string }>(ask(isAlone));
    return JSON.parse(row?.answer ?? "{}") as Answer;
  };
  try {
    return await tx.transaction((attempt) => send(attempt, false));
  } catch (error) {
    // Leads have to be merged, or two ingests met the same new person: rare, so it runs alone in the OU.
    if (raised(error) !== RETRY_ALONE) throw error;
    if (groups.count > 1) await mergeNamed(tx, actor, unit, groups);
    return send(tx, true);
  }
}

/**
 * Stores the events and updates the scores of their leads, in one transaction. Returns each event with its lead, or null
 * where it names a lead that does not exist.
 */
export async function ingestEvents(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  events: readonly IngestEvent[],
): Promise<(Taken | null)[]> {
  const unknown = new Set<string>();
  const numbered = events.map((event, n) => ({ ...event, n }));
  for (;;) {
    const kept = numbered.filter(({ lead_id: lead }) => lead === undefined || !unknown.has(lead));
    if (kept.length === 0) return events.map(() => null);
    const answer = await run(tx, actor, unit, kept);
    if (answer.items) {
      const taken = new Map(answer.items.map(({ n, event_id, lead_id }) => [n, { event_id, lead_id }]));
      return events.map((_event, n) => taken.get(n) ?? null);
    }
    const { size } = unknown;
    for (const lead of answer.unknown ?? []) unknown.add(lead);
    if (unknown.size === size) throw new Error("ingest_events gave no answer");
  }
}
