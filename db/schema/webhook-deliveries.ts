import { sql } from "drizzle-orm";
import { index, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";

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
      using: sql`delivery_id = (select nullif(current_setting('app.delivery_id', true), ''))
        or (received_at < now() - interval '1 day' and (select nullif(current_setting('app.delivery_id', true), '')) is not null)`,
    }),
  ],
);
