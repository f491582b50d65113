import { type SQL, sql } from "drizzle-orm";
import { findJson, jsonbValue, jsonObject, jsonTime, readJson } from "@/db/json";
import { events } from "@/db/schema/events";
import { leadAliases } from "@/db/schema/lead-aliases";
import { leadMerges, leads } from "@/db/schema/leads";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import type { ReadUnit, UnitReader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { aliasKey } from "@/lib/alias-key";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { textKeys } from "@/lib/text-key";
import { type LeadNames, leadNames } from "./lead-names";
import { fromPage, leadJsonFields, scoreBreakdown, shownScores } from "./present";
import type { LeadContent, LeadDetail, LeadInput } from "./schema";

const LATEST = 50;

/** A lead with its profile, aliases and latest events; a merged lead's id leads to the lead it went into. Throws lead_not_found. */
export async function readLead<L extends LeadDetail = LeadDetail>(
  tx: Tx,
  reader: UnitReader,
  unit: ReadUnit,
  leadId: string,
  beside: Record<string, SQL> = {},
): Promise<JsonText<L>> {
  return readJson<L>(
    tx,
    sql`with ${shownScores(reader, unit)}, page as materialized (
            select lead_named(${reader.orgId}, ${unit.unitId}, ${leadId}) as lead_id, null as value),
          ${scoreBreakdown(reader, unit)}
          select ${jsonObject({
            ...leadJsonFields,
            profile: leads.profile,
            aliases: aliasesOf(reader, unit),
            events: latestEvents(reader, unit),
            ...beside,
          })}::text as json ${fromPage()}`,
    "lead_not_found",
  );
}

/** The same, with what pages call it. */
export const readNamedLead = (tx: Tx, reader: UnitReader, unit: ReadUnit, leadId: string) =>
  readLead<LeadDetail & { names: LeadNames }>(tx, reader, unit, leadId, { names: leadNames(reader, unit) });

const aliasesOf = (reader: UnitReader, unit: ReadUnit) => sql`(
  select coalesce(json_agg(${jsonObject({ alias_kind: leadAliases.aliasKind, raw_value: leadAliases.rawValue })}
           order by ${leadAliases.createdAt}, ${leadAliases.aliasKind}, ${leadAliases.aliasKey}), '[]')
    from ${leadAliases} where ${inUnitOf(reader, unit, leadAliases)} and ${leadAliases.leadId} = ${leads.leadId})`;

/** The ids under which the lead's events were stored: its own, and those of leads merged into it. */
export const idsOfLead = (reader: UnitReader, unit: ReadUnit, lead: SQL): SQL => sql`(
  select ${lead} as lead_id union all
  select ${leadMerges.mergedId} from ${leadMerges} where ${inUnitOf(reader, unit, leadMerges)} and ${leadMerges.leadId} = ${lead})`;

const eventJson = jsonObject({
  event_id: sql`e.event_id`,
  event_type: sql`e.event_type`,
  timestamp: jsonTime(sql`e.occurred_at`),
  metadata: sql`e.metadata`,
});

// Reads the limit for each id by the index, then keeps the newest of those.
const latestEvents = (reader: UnitReader, unit: ReadUnit) => sql`(
  select coalesce(json_agg(${eventJson} order by e.occurred_at desc, e.event_id desc), '[]') from (
    select newest.* from ${idsOfLead(reader, unit, sql`${leads.leadId}`)} ids cross join lateral (
      select event_id, event_type, occurred_at, metadata from ${events}
       where ${inUnitOf(reader, unit, events)} and ${events.leadId} = ids.lead_id
       order by ${events.occurredAt} desc, ${events.eventId} desc limit ${LATEST}) newest
     order by newest.occurred_at desc, newest.event_id desc limit ${LATEST}) e)`;

/** Creates a lead and returns its id. Throws alias_taken. */
export async function createLead(tx: Tx, actor: UnitActor, unit: ActiveUnit, input: LeadInput): Promise<string> {
  const leadId = newId("lead");
  await save(tx, actor, unit, leadId, true, input);
  const details = { unitId: unit.unitId, changes: changesBetween({}, input) };
  audit(tx, "lead.created", { id: leadId, name: nameIn(input) }, details);
  return leadId;
}

/** Replaces the given ones of owner, profile and aliases; absent ones stay. Throws lead_not_found, alias_taken. */
export async function updateLead(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  leadId: string,
  input: LeadInput,
): Promise<void> {
  // In one write, in this order: with the OU's lock, nothing comes between what is read and what is changed.
  const [, found] = await Promise.all([
    tx.execute(sql`select enter_unit(${actor.orgId}, ${unit.unitId}, true)`),
    findJson<LeadContent>(tx, contentOf(actor, unit, leadId)),
    save(tx, actor, unit, leadId, false, input),
  ]);
  const before = found?.parse() ?? {};
  const name = nameIn({ ...before, ...input });
  audit(tx, "lead.updated", { id: leadId, name }, { unitId: unit.unitId, changes: changesBetween(before, input) });
}

/** What the person is called by their profile. */
const nameIn = ({ profile }: Partial<LeadContent>) => (typeof profile?.name === "string" ? profile.name : null);

const contentOf = (actor: UnitActor, unit: ActiveUnit, leadId: string) => sql`
  select ${jsonObject({ owner_name: leads.ownerName, profile: leads.profile, aliases: aliasesOf(actor, unit) })}::text as json
    from ${leads} where ${inUnitOf(actor, unit, leads)} and ${leads.leadId} = lead_named(${actor.orgId}, ${unit.unitId}, ${leadId})`;

async function save(tx: Tx, actor: UnitActor, unit: ActiveUnit, leadId: string, isNew: boolean, input: LeadInput) {
  const aliases = new Map((input.aliases ?? []).map(aliasKey).map((alias) => [`${alias.kind}\0${alias.key}`, alias]));
  const change = {
    ...input,
    ...(input.aliases ? { aliases: [...aliases.values()] } : {}),
    ...(input.profile ? { profile_keys: textKeys(input.profile) } : {}),
  };
  const [row] = await tx.execute<{ outcome: string }>(
    sql`select save_lead(${actor.orgId}, ${unit.unitId}, ${leadId}, ${isNew}, ${jsonbValue(change)}) as outcome`,
  );
  if (row?.outcome === "missing") throw new DomainError("lead_not_found");
  if (row?.outcome === "alias_taken") throw new DomainError("alias_taken");
}

/**
 * Erases a person from the OU: the lead, those merged into it, their events, aliases, scores and history, the answers kept
 * for an Idempotency-Key, and their values in the audit log. Throws lead_not_found.
 */
export async function eraseLead(tx: Tx, actor: UnitActor, unit: ActiveUnit, leadId: string): Promise<void> {
  const [row] = await tx.execute<{ erased: boolean }>(
    sql`select erase_lead(${actor.orgId}, ${unit.unitId}, ${leadId}) as erased`,
  );
  if (!row?.erased) throw new DomainError("lead_not_found");
  audit(tx, "lead.erased", { id: leadId }, { unitId: unit.unitId });
}
