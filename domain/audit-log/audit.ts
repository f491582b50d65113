import { isDeepStrictEqual } from "node:util";
import { addEntry, type Change, type Origin } from "@/db/audit-journal";
import { journalOf, type Tx } from "@/db/scope";
import { type AuditAction, auditActions, personalFields } from "./actions";

type Target = {
  /** The id that the API shows. */
  id: string;
  /** As it is now; a member's and an OU's is read at the end of the transaction if it is left out, and not if it is null. */
  name?: string | null;
  /** The member whose values the name and the changes of personal fields are, if the target is not the person. */
  ofMember?: string;
};

type Details = {
  unitId?: string | null | undefined;
  /** What has changed. An empty list means that nothing has, which leaves no entry. */
  changes?: readonly Change[] | undefined;
  changeSetId?: string | undefined;
};

const PEOPLE: readonly string[] = ["member", "lead"];

/**
 * Records an action in the audit log if and only if the transaction commits (contract §8). The transaction knows who did it,
 * with which credential and from where, unless `origin` says otherwise. Values of people, and every value of a lead, are
 * stored apart from the entry, so that the person can be erased.
 */
export function audit(
  tx: Tx,
  action: AuditAction,
  { id, name, ofMember }: Target,
  details: Details = {},
  origin?: Origin,
): void {
  const { unitId = null, changes = [], changeSetId = null } = details;
  if (details.changes?.length === 0) return;
  const type = auditActions[action].target;
  const subject = ofMember ?? (PEOPLE.includes(type) ? id : null);
  const isPersonal = ({ field }: Change) => subject !== null && (type === "lead" || personalFields.has(field));
  const entry = {
    action,
    target: { type, id, name },
    subject,
    unit_id: unitId,
    change_set_id: changeSetId,
    changes: changes.filter((change) => !isPersonal(change)),
    personal_changes: changes.filter(isPersonal),
  };
  addEntry(journalOf(tx), entry, origin);
}

/** The fields that differ between two states of a thing, each with both values. */
export function changesBetween(before: object, after: object): Change[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return Object.keys(now)
    .filter((field) => !isDeepStrictEqual(old[field] ?? null, now[field] ?? null))
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }));
}
