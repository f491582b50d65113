import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, pgPolicy, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { bytewise, createdAt, createdBy, orgId, timestamptz } from "./columns";
import { orgUnits } from "./org-units";
import { asOrgAdmin, inOrganization, scopeOrgId, scopeUnitOrgId, setting } from "./scope";

/** Why an endpoint was switched off without anyone asking for it. */
export const disabledReasons = ["gone", "failing"] as const;

/** The setting is made by has_webhooks while the endpoints that want an event are found, and its deliveries queued. */
export const queuesEvents = sql`org_id in (${scopeOrgId}, ${scopeUnitOrgId}) and ${setting("queues_events")} is not null`;

/** Where events are sent to (contract §12). Secrets are sealed (lib/auth/sealed-secret.ts). */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    orgId: orgId(),
    endpointId: text("endpoint_id").notNull(),
    url: text("url").notNull(),
    description: text("description").notNull().default(""),
    eventTypes: text("event_types").array().notNull(),
    /** The OU that its events concern; null for all events of the organization. */
    onlyUnitId: text("only_unit_id"),
    active: boolean("active").notNull().default(true),
    disabledReason: text("disabled_reason", { enum: disabledReasons }),
    secret: text("secret").notNull(),
    /** The secret before the last rotation, which signs too until then. */
    previousSecret: text("previous_secret"),
    previousUntil: timestamptz("previous_until"),
    /** When the first of the failures happened that no success has followed; null if the last attempt succeeded. */
    failingSince: timestamptz("failing_since"),
    /** The next delivery leaves then, or as soon as the one before is answered. To the microsecond: it names whose turn ends. */
    nextTurnAt: timestamp("next_turn_at", { withTimezone: true, mode: "string" }),
    createdAt: createdAt(),
    ...createdBy(),
  },
  (table) => [
    primaryKey({ name: "webhook_endpoints_pkey", columns: [table.orgId, table.endpointId] }),
    foreignKey({
      name: "webhook_endpoints_only_unit",
      columns: [table.orgId, table.onlyUnitId],
      foreignColumns: [orgUnits.orgId, orgUnits.unitId],
    }),
    index("webhook_endpoints_by_id").on(table.orgId, bytewise(table.endpointId)),
    check("webhook_endpoints_types", sql`cardinality(event_types) > 0`),
    check(
      "webhook_endpoints_reason",
      sql.raw(`disabled_reason in (${disabledReasons.map((reason) => `'${reason}'`).join(", ")})`),
    ),
    pgPolicy("webhook_endpoints_managed", { for: "all", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    pgPolicy("webhook_endpoints_wanting", { for: "select", using: queuesEvents }),
  ],
);
