import { sql } from "drizzle-orm";
import { check, foreignKey, index, json, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";
import { unitColumns, unitPolicies } from "./unit-policies";

/** Answered requests with an Idempotency-Key, kept for a day. The key is a hash of the header and its sender. */
export const ingestRequests = pgTable(
  "ingest_requests",
  {
    ...unitColumns(),
    requestKey: text("request_key").notNull(),
    bodyHash: text("body_hash").notNull(),
    items: json("items"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "ingest_requests_pkey", columns: [table.orgId, table.unitId, table.requestKey] }),
    index("ingest_requests_by_age").on(table.orgId, table.unitId, table.createdAt),
    check("ingest_requests_hashes", sql`request_key ~ '^[0-9a-f]{64}$' and body_hash ~ '^[0-9a-f]{64}$'`),
    ...unitPolicies("ingest_requests"),
  ],
);

/** The leads of such a request, so that erasing a person finds it. */
export const ingestRequestLeads = pgTable(
  "ingest_request_leads",
  { ...unitColumns(), leadId: text("lead_id").notNull(), requestKey: text("request_key").notNull() },
  (table) => [
    primaryKey({
      name: "ingest_request_leads_pkey",
      columns: [table.orgId, table.unitId, table.leadId, table.requestKey],
    }),
    foreignKey({
      name: "ingest_request_leads_request",
      columns: [table.orgId, table.unitId, table.requestKey],
      foreignColumns: [ingestRequests.orgId, ingestRequests.unitId, ingestRequests.requestKey],
    }).onDelete("cascade"),
    index("ingest_request_leads_by_request").on(table.orgId, table.unitId, table.requestKey),
    ...unitPolicies("ingest_request_leads"),
  ],
);
