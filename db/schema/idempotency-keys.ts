import { sql } from "drizzle-orm";
import { check, foreignKey, index, json, pgPolicy, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { createdAt, orgId } from "./columns";
import { ofMember } from "./members";
import { aboutWritableUnit, inOrganization, ownRow, scopeUnitOrgId, setting } from "./scope";
import { serviceAccounts } from "./service-accounts";
import { unitColumns, unitPolicies } from "./unit-policies";

const own = sql`(${inOrganization} and ${ownRow})
  or (org_id = ${scopeUnitOrgId} and secret_id = ${setting("secret_id")})`;

/**
 * Requests with an Idempotency-Key and their answers, kept for a day (contract §10). A row belongs to the member or service
 * account that sent it, and is removed with them.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    orgId: orgId(),
    actorId: text("actor_id").notNull().generatedAlwaysAs(sql`coalesce(org_member_id, secret_id)`),
    key: text("key").notNull(),
    orgMemberId: text("org_member_id"),
    /** The OU of the service account. */
    secretUnitId: text("secret_unit_id"),
    secretId: text("secret_id"),
    /** An HMAC of what was asked, because bodies hold passwords. */
    fingerprint: text("fingerprint").notNull(),
    /** The answer, without secrets that are shown once; set in the transaction that claimed the key. */
    status: smallint("status"),
    headers: json("headers"),
    body: text("body"),
    /** The OU of the leads that the answer is about; null if it is about none. */
    leadUnitId: text("lead_unit_id"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "idempotency_keys_pkey", columns: [table.orgId, table.actorId, table.key] }),
    ofMember("idempotency_keys_member", table),
    foreignKey({
      name: "idempotency_keys_service_account",
      columns: [table.orgId, table.secretUnitId, table.secretId],
      foreignColumns: [serviceAccounts.orgId, serviceAccounts.unitId, serviceAccounts.secretId],
    }).onDelete("cascade"),
    // For the two foreign keys.
    index("idempotency_keys_of_member").on(table.orgId, table.orgMemberId).where(sql`org_member_id is not null`),
    index("idempotency_keys_of_service_account")
      .on(table.orgId, table.secretUnitId, table.secretId)
      .where(sql`secret_id is not null`),
    index("idempotency_keys_by_age").on(table.createdAt),
    check("idempotency_keys_fingerprint_shape", sql`${table.fingerprint} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("idempotency_keys_own", { for: "all", using: own }),
    // Whoever may erase a lead forgets the answers about it, whoever got them.
    pgPolicy("idempotency_keys_about_leads", { for: "select", using: aboutWritableUnit }),
    pgPolicy("idempotency_keys_about_leads_end", { for: "delete", using: aboutWritableUnit }),
    pgPolicy("idempotency_keys_old", {
      for: "all",
      using: sql`created_at < now() - interval '1 day' and ${setting("forgets_keys")} is not null`,
    }),
  ],
);

/** The leads that such an answer is about, so that erasing a person finds it. */
export const idempotencyKeyLeads = pgTable(
  "idempotency_key_leads",
  {
    ...unitColumns(),
    leadId: text("lead_id").notNull(),
    actorId: text("actor_id").notNull(),
    key: text("key").notNull(),
  },
  (table) => [
    primaryKey({
      name: "idempotency_key_leads_pkey",
      columns: [table.orgId, table.unitId, table.leadId, table.actorId, table.key],
    }),
    foreignKey({
      name: "idempotency_key_leads_request",
      columns: [table.orgId, table.actorId, table.key],
      foreignColumns: [idempotencyKeys.orgId, idempotencyKeys.actorId, idempotencyKeys.key],
    }).onDelete("cascade"),
    index("idempotency_key_leads_by_request").on(table.orgId, table.actorId, table.key),
    ...unitPolicies("idempotency_key_leads"),
  ],
);
