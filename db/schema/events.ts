import { bigint, date, index, json, pgPolicy, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";
import { inActiveUnit, inWritableUnit } from "./scope";
import { unitColumns, unitPolicies } from "./unit-policies";

/**
 * What leads did. Append-only: there is no policy and no grant to change a row; erasing a person deletes theirs. Partitioned
 * by month, which drizzle-kit has no word for (docs/decisions/030, db/event-partitions.ts). No foreign key to leads: an
 * event keeps the id it came with when its lead goes into another.
 */
export const events = pgTable(
  "events",
  {
    ...unitColumns(),
    eventId: text("event_id").notNull(),
    leadId: text("lead_id").notNull(),
    eventType: text("event_type").notNull(),
    occurredAt: timestamptz("occurred_at").notNull(),
    receivedAt: timestamptz("received_at").notNull().defaultNow(),
    /** As it was sent; never looked into, so it is json and not jsonb. */
    metadata: json("metadata"),
  },
  (table) => [
    // The timeline's own order: the one index that an event costs.
    primaryKey({
      name: "events_pkey",
      columns: [table.orgId, table.unitId, table.leadId, table.occurredAt, table.eventId],
    }),
    pgPolicy("events_read", { for: "select", using: inActiveUnit }),
    pgPolicy("events_create", { for: "insert", withCheck: inWritableUnit }),
    pgPolicy("events_erase", { for: "delete", using: inWritableUnit }),
  ],
);

/** How many events of each type a lead has: what scores are made of, so that no recomputation reads events. */
export const leadEventCounts = pgTable(
  "lead_event_counts",
  {
    ...unitColumns(),
    leadId: text("lead_id").notNull(),
    eventType: text("event_type").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
    lastAt: timestamptz("last_at").notNull(),
  },
  (table) => [
    primaryKey({
      name: "lead_event_counts_pkey",
      columns: [table.orgId, table.unitId, table.leadId, table.eventType],
    }),
    index("lead_event_counts_by_type").on(table.orgId, table.unitId, table.eventType, table.leadId),
    ...unitPolicies("lead_event_counts"),
  ],
);

/** How many events a day (UTC) had, over the slots of lead_tallies. */
export const eventDays = pgTable(
  "event_days",
  {
    ...unitColumns(),
    day: date("day").notNull(),
    slot: smallint("slot").notNull(),
    events: bigint("events", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ name: "event_days_pkey", columns: [table.orgId, table.unitId, table.day, table.slot] }),
    ...unitPolicies("event_days"),
  ],
);
