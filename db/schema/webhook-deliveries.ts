import { sql } from "drizzle-orm";
import { index, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";
import { setting } from "./scope";

/** Processed deliveries of the mail provider's webhook, so that none is processed twice. Not a tenant's data. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    deliveryId: text("delivery_id").primaryKey(),
    receivedAt: timestamptz("received_at").notNull().defaultNow(),
  },
  (table) => [
    index("webhook_deliveries_by_time").on(table.receivedAt),
    // Whoever names a delivery sees it and, for cleaning up, those too old to be replayed.
    pgPolicy("webhook_deliveries_named", {
      for: "all",
      using: sql`delivery_id = ${setting("delivery_id")}
        or (received_at < now() - interval '1 day' and ${setting("delivery_id")} is not null)`,
    }),
  ],
);
