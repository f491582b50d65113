import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { bytewiseId } from "./audit-entries";
import { createdAt, orgId } from "./columns";
import { asOrgAdmin, inOrganization } from "./scope";
import { queuesEvents, webhookEndpoints } from "./webhook-endpoints";

export const deliveryStatuses = ["pending", "delivered", "failed"] as const;

/**
 * Events on their way to a webhook endpoint, one row for each event and endpoint. An event of the audit log is not copied: its
 * entry is read when it is sent, so that erasing a person also erases them here.
 */
export const endpointDeliveries = pgTable(
  "endpoint_deliveries",
  {
    orgId: orgId(),
    /** Made by queue_events, in the order of the commits: 14 hex digits are the microsecond, the next 5 the place in it. */
    deliveryId: bytewiseId("delivery_id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    type: text("type").notNull(),
    /** The audit entry that is sent; null for what the audit log does not have. */
    entryId: bytewiseId("entry_id"),
    /** When it happened, and what is sent, if it has no audit entry. */
    happenedAt: text("happened_at").notNull(),
    data: jsonb("data"),
    status: text("status", { enum: deliveryStatuses }).notNull().default("pending"),
    /** When it leaves next, to the microsecond, because deliveries leave in this order; null unless it is pending. */
    nextAt: timestamp("next_at", { withTimezone: true, mode: "string" }),
    /** The attempts since it was queued, or sent again by hand. */
    tries: integer("tries").notNull().default(0),
    /** The latest attempts: when, to which URL, how long they took, and the answer or the failure. */
    attempts: jsonb("attempts").notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "endpoint_deliveries_pkey", columns: [table.orgId, table.deliveryId] }),
    foreignKey({
      name: "endpoint_deliveries_endpoint",
      columns: [table.orgId, table.endpointId],
      foreignColumns: [webhookEndpoints.orgId, webhookEndpoints.endpointId],
    }).onDelete("cascade"),
    index("endpoint_deliveries_due")
      .on(table.orgId, table.endpointId, table.nextAt, table.deliveryId)
      .where(sql`next_at is not null`),
    index("endpoint_deliveries_by_endpoint").on(table.orgId, table.endpointId, table.deliveryId),
    check("endpoint_deliveries_status", sql.raw(`status in (${deliveryStatuses.map((one) => `'${one}'`).join(", ")})`)),
    check("endpoint_deliveries_next", sql`(status = 'pending') = (next_at is not null)`),
    pgPolicy("endpoint_deliveries_managed", { for: "all", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    pgPolicy("endpoint_deliveries_queue", { for: "insert", withCheck: queuesEvents }),
  ],
);
