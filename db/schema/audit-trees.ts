import { sql } from "drizzle-orm";
import { bigint, index, pgPolicy, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { bytewiseId, isSealing } from "./audit-entries";
import { orgId, timestamptz } from "./columns";
import { asOrgAdmin, inOrganization } from "./scope";

const mayRead = sql`${inOrganization} and (${asOrgAdmin} or ${isSealing})`;
/** The job finds every tree; it works on one organization's at a time. */
const mayFind = sql`${inOrganization} and ${asOrgAdmin} or ${isSealing}`;
const maySeal = sql`${inOrganization} and ${isSealing}`;

/** An organization's audit log as an RFC 6962 tree: how many entries it has sealed, and what has been said about them. */
export const auditTrees = pgTable(
  "audit_trees",
  {
    orgId: orgId(),
    size: bigint("size", { mode: "number" }).notNull().default(0),
    /** The newest signed checkpoint (C2SP tlog-checkpoint); null before the first. */
    checkpoint: text("checkpoint"),
    /** How many entries were pruned from the beginning; the tree keeps their hashes. */
    pruned: bigint("pruned", { mode: "number" }).notNull().default(0),
    /** How many entries the last check has read again and found as they were sealed, and when. */
    verified: bigint("verified", { mode: "number" }).notNull().default(0),
    verifiedAt: timestamptz("verified_at"),
    /** The first entry that the last check did not find as it was sealed; null if all were. */
    differsAt: bigint("differs_at", { mode: "number" }),
  },
  (table) => [
    primaryKey({ name: "audit_trees_pkey", columns: [table.orgId] }),
    pgPolicy("audit_trees_read", { for: "select", using: mayFind }),
    pgPolicy("audit_trees_create", { for: "insert", withCheck: maySeal }),
    pgPolicy("audit_trees_change", { for: "update", using: maySeal }),
  ],
);

/** The tree's complete nodes: level 0 has an entry's hash, level n that of 2^n entries. They are never changed. */
export const auditNodes = pgTable(
  "audit_nodes",
  {
    orgId: orgId(),
    level: smallint("level").notNull(),
    index: bigint("index", { mode: "number" }).notNull(),
    /** SHA-256, in hex. */
    hash: text("hash").notNull(),
    /** The entry of a leaf; null on every other level. */
    entryId: bytewiseId("entry_id"),
  },
  (table) => [
    primaryKey({ name: "audit_nodes_pkey", columns: [table.orgId, table.level, table.index] }),
    index("audit_nodes_by_entry").on(table.orgId, table.entryId).where(sql`entry_id is not null`),
    pgPolicy("audit_nodes_read", { for: "select", using: mayRead }),
    pgPolicy("audit_nodes_create", { for: "insert", withCheck: maySeal }),
  ],
);

/** The public keys that have signed an organization's checkpoints, as C2SP verifier keys. */
export const auditKeys = pgTable(
  "audit_keys",
  { orgId: orgId(), key: text("key").notNull(), firstUsedAt: timestamptz("first_used_at").notNull().defaultNow() },
  (table) => [
    primaryKey({ name: "audit_keys_pkey", columns: [table.orgId, table.key] }),
    pgPolicy("audit_keys_read", { for: "select", using: mayRead }),
    pgPolicy("audit_keys_create", { for: "insert", withCheck: maySeal }),
  ],
);
