import type { PendingQuery, ReservedSql, Row } from "postgres";
import type { UnitActor } from "@/domain/access/actor";
import { noRequest, type Provenance } from "@/lib/auth/client";
import { newId } from "@/lib/ids";
import { timestampOf } from "@/lib/timestamp";
import { textArray } from "./text-array";

/** Who does a transaction's work, with what credential, and from where: what each of its audit entries says (contract §8). */
export type Origin = {
  actor: {
    kind: "member" | "service_account" | "operator" | "system";
    id: string | null;
    /** If it is known; a member's is read if it is not. */
    name?: string | undefined;
  };
  credential: { kind: string; id: string } | null;
} & Provenance;

/** The origin of an actor's work, in a request or outside any. */
export function originOf(actor: UnitActor, request = noRequest, name?: string): Origin {
  const { kind, credential } = actor;
  const presented = credential.kind === "none" ? null : { kind: credential.kind, id: credential.id };
  const id = actor.kind === "member" ? actor.memberId : actor.credential.id;
  return { actor: { kind, id, name }, credential: presented, ...request };
}

/** The origin of what the product does by itself. */
export const bySystem: Origin = { actor: { kind: "system", id: null }, credential: null, ...noRequest };
/** The origin of an operator's command. */
export const byOperator: Origin = { actor: { kind: "operator", id: null }, credential: null, ...noRequest };

/** A field that has changed, and its values as JSON. */
export type Change = { field: string; before: unknown; after: unknown };

/** An entry before it has its id, its time, and who did it. */
export type WrittenEntry = {
  action: string;
  /** Without a name it is the one at the end of the transaction for a member and a session, and none for anything else. */
  target: { type: string; id: string; name?: string | null | undefined };
  /** The person whose values the target's name and the personal changes are; null if they are nobody's. */
  subject: string | null;
  unit_id: string | null;
  change_set_id: string | null;
  changes: Change[];
  personal_changes: Change[];
};

type Dated = WrittenEntry & { id: string; at: string };

/** The audit entries of one transaction, each with its own origin if it differs; they leave in the same write as the commit. */
export type Journal = { origin: Origin | undefined; entries: { entry: Dated; origin?: Origin | undefined }[] };

export const newJournal = (origin?: Origin): Journal => ({ origin, entries: [] });

/** Adds an entry, which is written if and only if the transaction commits. */
export function addEntry(journal: Journal, entry: WrittenEntry, origin?: Origin): void {
  if (!journal.origin) throw new Error("this transaction has no origin, so nothing in it can be audited");
  const dated = { ...entry, id: newId("aud"), at: timestampOf(new Date()) };
  journal.entries.push({ entry: dated, origin });
}

const isNamedByMember = ({ target, subject }: Dated) =>
  subject !== null && target.name === undefined && ["member", "session"].includes(target.type);

/** The entry as JSON without its end: the database adds who did it and the hashes of the personal values. */
function contentOf(
  { target: { type, id, name = null }, subject, personal_changes: _personal, ...entry }: Dated,
  origin: Origin,
): string {
  const target = subject === null ? { type, id, name } : { type, id };
  const content = { ...entry, credential: origin.credential, target, request_id: origin.requestId };
  return JSON.stringify(content).slice(0, -1);
}

function valuesOf(entry: Dated): string | null {
  const { subject, target, personal_changes: changes } = entry;
  const has = subject !== null && ((target.name ?? null) !== null || changes.length > 0);
  return has && !isNamedByMember(entry) ? JSON.stringify({ name: target.name ?? null, changes }) : null;
}

function clientOf({ actor, client }: Origin): string | null {
  const from = JSON.stringify({ ip: client.ip, user_agent: client.userAgent }).slice(1, -1);
  return actor.kind === "member" || client.ip !== null || client.userAgent !== null ? from : null;
}

/** The call that writes the entries of one origin. */
function writing(sql: ReservedSql, origin: Origin, entries: readonly Dated[]): PendingQuery<Row[]> {
  const { kind, id } = origin.actor;
  // Somebody who removes themselves has no row any more.
  const name = origin.actor.name ?? entries.find(({ target }) => target.id === id)?.target.name ?? null;
  const each = (of: (entry: Dated) => string | null) => {
    const found = entries.map(of);
    return found.every((one) => one === null) ? null : textArray(found); // an element of null is null, too
  };
  return sql`select write_audit_entries(${kind}, ${id}, ${name}, ${clientOf(origin)},
    ${each((entry) => entry.id)}::text[], ${each(({ action }) => action)}::text[], ${each(({ target }) => target.id)}::text[],
    ${each((entry) => entry.unit_id)}::text[], ${each(({ subject }) => subject)}::text[],
    ${each((entry) => contentOf(entry, origin))}::text[], ${each(valuesOf)}::text[],
    ${each((entry) => (isNamedByMember(entry) ? JSON.stringify(entry.personal_changes) : null))}::text[])`;
}

/** The statements that write the entries, one for each origin; none without entries. */
export const writeEntries =
  (journal: Journal) =>
  (sql: ReservedSql): PendingQuery<Row[]>[] =>
    [...new Set(journal.entries.map(({ origin }) => origin))].flatMap((one) => {
      const origin = one ?? journal.origin;
      const entries = journal.entries.filter((added) => added.origin === one).map(({ entry }) => entry);
      return origin ? [writing(sql, origin, entries)] : [];
    });
