import { type Tx, withScope, withUnit } from "@/db/scope";
import { selectUnit } from "@/db/select-unit";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor } from "@/domain/access/actor";
import { ingestEvents } from "@/domain/events/ingest";
import { updateLead } from "@/domain/leads/operations";
import { createRuleset, listRulesets } from "@/domain/rulesets/operations";
import { createRule } from "@/domain/rulesets/rules";
import { demoEvent, demoPerson, demoRulesets, seededRandom } from "./leads";

const owners = ["Mateo Fernández", "Sofia Rossi", "Freya Lindqvist", "Beatriz Carvalho"];
const PEOPLE = 18;
const EVENTS = 140;
const DAYS = 21;
const DAY_MS = 86_400_000;

/**
 * Gives an OU of the demo organization its rulesets, some leads and three weeks of events, unless it has rulesets already:
 * what a start that was killed has left is enough.
 */
export async function seedLeads(actor: Actor, unitId: string, name: string): Promise<void> {
  const unit = await withScope(actor, (tx) => selectUnit(tx, unitId));
  if (unit) await withUnit(actor, unit, (tx) => fill(tx, actor, unit, name));
}

async function fill(tx: Tx, actor: Actor, unit: ActiveUnit, name: string): Promise<void> {
  if ((await listRulesets(tx, actor, unit)).parse().length > 0) return;
  const random = seededRandom(name.length * 101);
  const people = Array.from({ length: PEOPLE }, (_, number) => demoPerson(name, number));
  const events = Array.from({ length: EVENTS }, () => {
    // Some come often and most rarely, and more of late than before.
    const person = people[Math.floor(random() ** 2 * PEOPLE)] as (typeof people)[number];
    return { person, ...demoEvent(random, person, new Date(Date.now() - random() ** 2 * DAYS * DAY_MS).toISOString()) };
  });
  const taken = await ingestEvents(
    tx,
    actor,
    unit,
    events.map(({ person: _person, ...event }) => event),
  );
  const known = new Map(events.map(({ person }, index) => [person, taken[index]?.lead_id ?? ""]));
  for (const [index, [person, leadId]] of [...known].entries()) {
    const owner = index % 2 === 0 ? { owner_name: owners[index % owners.length] } : {};
    await updateLead(tx, actor, unit, leadId, { profile: person.profile, ...owner });
  }
  for (const { rules, ...ruleset } of demoRulesets) {
    const { rulesetId } = await createRuleset(tx, actor, unit, ruleset);
    for (const rule of rules) await createRule(tx, actor, unit, rulesetId, rule);
  }
}
