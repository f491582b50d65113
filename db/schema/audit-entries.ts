import { sql } from "drizzle-orm";
import { check, customType, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import {
  asOrgAdmin,
  inOrganization,
  scopeAdminUnitIds,
  scopeMemberId,
  scopeOnlyUnitId,
  scopeOrgId,
  scopeUnitOrgId,
  setting,
  settingOfRow,
} from "./scope";

/** An id in the order of its bytes, which is that of its creation. */
export const bytewiseId = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Set while the log is sealed, checked or pruned (db/audit-sealing.ts, db/prune-audit-log.ts). */
export const isSealing = sql`${setting("seals_audit_log")} is not null`;

const inWrittenOrganization = sql`org_id in (${scopeOrgId}, ${scopeUnitOrgId})`;
const isWrittenRow = sql`org_id in (${settingOfRow("org_id")}, ${settingOfRow("unit_org_id")})`;

const inTokensUnit = sql`(${scopeOnlyUnitId} is null or about_unit_id = ${scopeOnlyUnitId})`;

/** Org admins see every entry, others those by or about themselves, or about OUs that they are admin of (contract §8). */
const mayRead = sql`${inOrganization} and (${asOrgAdmin} or ${isSealing} or ${inTokensUnit}
  and (actor_id = ${scopeMemberId} or target_id = ${scopeMemberId} or about_unit_id = any(${scopeAdminUnitIds})))`;

/** The person who is erased: erase_audit_values names them, a member or a lead. */
const isErased = sql`${inWrittenOrganization} and subject_id = ${setting("erased_subject_id")}`;

const keyColumns = () => ({ orgId: orgId(), entryId: bytewiseId("entry_id").notNull() });
const reachColumns = () => ({
  /** The member or service account that did it; null for an operator and the system. */
  actorId: text("actor_id"),
  targetId: text("target_id").notNull(),
  /** The OU that it concerns, if it concerns one. */
  aboutUnitId: text("about_unit_id"),
});

/** What has changed, who did it, and how: one row per change, never updated (contract §8, docs/decisions/041). */
export const auditEntries = pgTable(
  "audit_entries",
  {
    ...keyColumns(),
    ...reachColumns(),
    action: text("action").notNull(),
    /** The entry as JSON, byte for byte as it is hashed. Personal values are only in it as salted hashes. */
    content: text("content").notNull(),
  },
  (table) => [
    primaryKey({ name: "audit_entries_pkey", columns: [table.orgId, table.entryId] }),
    index("audit_entries_by_actor").on(table.orgId, table.actorId, table.entryId).where(sql`actor_id is not null`),
    index("audit_entries_by_target").on(table.orgId, table.targetId, table.entryId),
    index("audit_entries_by_action").on(table.orgId, table.action, table.entryId),
    index("audit_entries_by_unit")
      .on(table.orgId, table.aboutUnitId, table.entryId)
      .where(sql`about_unit_id is not null`),
    pgPolicy("audit_entries_read", { for: "select", using: mayRead }),
    pgPolicy("audit_entries_write", { for: "insert", withCheck: isWrittenRow }),
    // For the owner alone: the application's role has no right to delete.
    pgPolicy("audit_entries_prune", { for: "delete", using: sql`${inOrganization} and ${isSealing}` }),
  ],
);

/** The parts of an entry whose values may be personal: who did it and from where, and what it was done to. */
export const auditParts = ["origin", "target"] as const;

/**
 * The personal values of entries. Deleting them erases a person and leaves the entries and their tree whole. No foreign key:
 * checking it would lock the entry's row, which is never written again.
 */
export const auditValues = pgTable(
  "audit_values",
  {
    ...keyColumns(),
    part: text("part", { enum: auditParts }).notNull(),
    ...reachColumns(),
    /** The member or lead whose values these are. */
    subjectId: text("subject_id").notNull(),
    salt: text("salt").notNull(),
    /** The values as JSON; the entry has the SHA-256 of salt and value. */
    value: text("value").notNull(),
  },
  (table) => [
    primaryKey({ name: "audit_values_pkey", columns: [table.orgId, table.entryId, table.part] }),
    index("audit_values_by_subject").on(table.orgId, table.subjectId),
    check("audit_values_part", sql.raw(`part in (${auditParts.map((part) => `'${part}'`).join(", ")})`)),
    pgPolicy("audit_values_read", { for: "select", using: mayRead }),
    pgPolicy("audit_values_write", { for: "insert", withCheck: isWrittenRow }),
    pgPolicy("audit_values_erase", { for: "delete", using: sql`${isErased} or (${inOrganization} and ${isSealing})` }),
    // Postgres deletes only what it may read, and whoever erases a lead may not see what others did with it.
    pgPolicy("audit_values_erased", { for: "select", using: isErased }),
  ],
);

/** Entries that are not in the tree yet, with the transaction that wrote them: the job seals those older than any running one. */
export const auditUnsealed = pgTable(
  "audit_unsealed",
  { ...keyColumns(), xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`) },
  (table) => [
    primaryKey({ name: "audit_unsealed_pkey", columns: [table.orgId, table.xid, table.entryId] }), // the order of sealing
    pgPolicy("audit_unsealed_write", { for: "insert", withCheck: isWrittenRow }),
    pgPolicy("audit_unsealed_read", { for: "select", using: isSealing }),
    pgPolicy("audit_unsealed_seal", { for: "delete", using: isSealing }),
  ],
);
