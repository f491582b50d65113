import { type ListRequest, readPage } from "@/db/keyset";
import { auditEntries } from "@/db/schema/audit-entries";
import { bytewise } from "@/db/schema/columns";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { whereOf } from "./filters";
import { auditedUnits, readsWholeAuditLog } from "./policy";
import { auditEntryJson, besideAuditEntry, shownEntryJson } from "./present";
import { AUDIT_SORT, type AuditEntry, type AuditFilters, type AuditLogQuery, type ShownEntry } from "./schema";

const newestFirst: ListRequest["sort"] = {
  name: AUDIT_SORT,
  key: [{ kind: "text", value: bytewise(auditEntries.entryId) }],
  descending: true,
};

const byOrAbout = (id: string) =>
  [auditEntries.actorId, auditEntries.targetId].map((column) => ({ column, values: [id] }));

// Row-level security decides what the actor sees; this is only how it is read: by the indexes of what they may see.
function reachOf(actor: Actor): ListRequest["among"] {
  if (readsWholeAuditLog(actor)) return undefined;
  return [...byOrAbout(actor.memberId), { column: auditEntries.aboutUnitId, values: auditedUnits(actor) }];
}

function entryList(actor: Actor, filters: AuditFilters): Omit<ListRequest, "item"> {
  const where = whereOf(actor, filters);
  return { from: auditEntries, where, among: reachOf(actor), sort: newestFirst, beside: besideAuditEntry, total: null };
}

/**
 * A page of the audit log's entries that match the query, newest first, as far as the actor sees them. They are not counted,
 * because a count would read the log. Throws invalid_content for an invalid cursor. (contract §8)
 */
export function pageAuditEntries(tx: Tx, actor: Actor, { limit = DEFAULT_LIMIT, cursor, ...filters }: AuditLogQuery) {
  return readPage<AuditEntry>(tx, { ...entryList(actor, filters), item: auditEntryJson }, { limit, cursor });
}

/** The same for a page of the dashboard. */
export function pageShownEntries(tx: Tx, actor: Actor, { limit = DEFAULT_LIMIT, cursor, ...filters }: AuditLogQuery) {
  return readPage<ShownEntry>(tx, { ...entryList(actor, filters), item: shownEntryJson }, { limit, cursor });
}

const RECENT = 10;

/** The newest entries that the actor sees by or about a member, or about an OU. */
export async function readRecentEntries(
  tx: Tx,
  actor: Actor,
  about: { memberId: string } | { unitId: string },
): Promise<ShownEntry[]> {
  const list =
    "unitId" in about
      ? entryList(actor, { unit_id: about.unitId })
      : { ...entryList(actor, {}), among: byOrAbout(about.memberId) };
  return (await readPage<ShownEntry>(tx, { ...list, item: shownEntryJson }, { limit: RECENT })).items.parse();
}
