import type { PendingQuery, ReservedSql, Row } from "postgres";
import type { UnitActor } from "@/domain/access/actor";
import { noRequest, type Provenance } from "@/lib/auth/client";
import { newId } from "@/lib/ids";
import { timestampOf } from "@/lib/timestamp";

/** Who does a transaction's work, with what credential, and from where: what each of its audit entries says (contract §8). */
export type Origin = {
  actor: { kind: "member" | "service_account" | "operator" | "system"; id: string | null };
  credential: { kind: string; id: string } | null;
} & Provenance;

/** The origin of an actor's work, in a request or outside any. */
export function originOf(actor: UnitActor, request = noRequest): Origin {
  const { kind, credential } = actor;
  const presented = credential.kind === "none" ? null : { kind: credential.kind, id: credential.id };
  const id = actor.kind === "member" ? actor.memberId : actor.credential.id;
  return { actor: { kind, id }, credential: presented, ...request };
}

/** The origin of what the product does by itself. */
export const bySystem: Origin = { actor: { kind: "system", id: null }, credential: null, ...noRequest };
/** The origin of an operator's command. */
export const byOperator: Origin = { actor: { kind: "operator", id: null }, credential: null, ...noRequest };

/** A field that has changed, and its values as JSON. */
export type Change = { field: string; before: unknown; after: unknown };

/** An entry as write_audit_entries takes it. */
export type WrittenEntry = {
  action: string;
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

/** The statements that write the entries, one for each origin; none without entries. */
export const writeEntries =
  (journal: Journal) =>
  (sql: ReservedSql): PendingQuery<Row[]>[] => {
    const json = (value: unknown) => sql`${JSON.stringify(value)}::text::json`;
    return [...new Set(journal.entries.map(({ origin }) => origin))].flatMap((one) => {
      const origin = one ?? journal.origin;
      if (!origin) return [];
      const entries = journal.entries.filter((added) => added.origin === one).map(({ entry }) => entry);
      const { actor, credential, requestId, client } = origin;
      const from = { ip: client.ip, user_agent: client.userAgent };
      return [
        sql`select write_audit_entries(${json(actor)}, ${json(credential)}, ${json(from)}, ${requestId}, ${json(entries)})`,
      ];
    });
  };
