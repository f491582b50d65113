import { type ListRequest, readPage } from "@/db/keyset";
import { auditEntries } from "@/db/schema/audit-entries";
import { bytewise } from "@/db/schema/columns";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { whereOf } from "./filters";
import { auditedUnits, readsWholeAuditLog } from "./policy";
import { auditEntryJson, besideAuditEntry } from "./present";
import { AUDIT_SORT, type AuditEntry, type AuditLogQuery } from "./schema";

const newestFirst: ListRequest["sort"] = {
  name: AUDIT_SORT,
  key: [{ kind: "text", value: bytewise(auditEntries.entryId) }],
  descending: true,
};

/**
 * A page of the audit log's entries that match the query, newest first. Row-level security decides which of them the actor
 * sees; what is asked for beyond a whole organization is read by the index of the actor, of the target and of each OU. They are not
 * counted, because a count would read the log. Throws invalid_content for an invalid cursor. (contract §8)
 */
export function pageAuditEntries(tx: Tx, actor: Actor, { limit = DEFAULT_LIMIT, cursor, ...filters }: AuditLogQuery) {
  const own = [actor.memberId];
  const among = [
    { column: auditEntries.actorId, values: own },
    { column: auditEntries.targetId, values: own },
    { column: auditEntries.aboutUnitId, values: auditedUnits(actor) },
  ];
  return readPage<AuditEntry>(tx, {
    from: auditEntries,
    where: whereOf(actor, filters),
    among: readsWholeAuditLog(actor) ? undefined : among,
    sort: newestFirst,
    item: auditEntryJson,
    beside: besideAuditEntry,
    total: null,
    limit,
    cursor,
  });
}
