import { bigint, date, index, json, pgPolicy, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";
import { inActiveUnit, inWritableUnit } from "./scope";
import { unitColumns, unitPolicies } from "./unit-policies";

/**
 * What leads did. Append-only: no policy and no grant allows changing a row; erasing a person deletes theirs. Partitioned by
 * month, which drizzle-kit cannot express (docs/decisions/020, db/event-partitions.ts). No foreign key to leads: an event
 * keeps its lead's id when that lead is merged into another.
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
    /** As sent; never queried, so json rather than jsonb. */
    metadata: json("metadata"),
  },
  (table) => [
    // The timeline's order, and the only index on events.
    primaryKey({
      name: "events_pkey",
      columns: [table.orgId, table.unitId, table.leadId, table.occurredAt, table.eventId],
    }),
    pgPolicy("events_read", { for: "select", using: inActiveUnit }),
    pgPolicy("events_create", { for: "insert", withCheck: inWritableUnit }),
    pgPolicy("events_erase", { for: "delete", using: inWritableUnit }),
  ],
);

/** The number of events of each type per lead: scores are computed from these, so a recomputation never reads events. */
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

/** The number of events per day (UTC), in slots like lead_tallies. */
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
