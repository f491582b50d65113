import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, orgId, timestamptz } from "./columns";
import { ofMember } from "./members";
import { inOrganization, ofEndedMember, ownRow, setting } from "./scope";

/** Browsers that a member has signed in with, by the SHA-256 (hex) of a cookie's random value. */
export const devices = pgTable(
  "devices",
  {
    orgId: orgId(),
    orgMemberId: text("org_member_id").notNull(),
    deviceHash: text("device_hash").notNull(),
    createdAt: createdAt(),
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "devices_pkey", columns: [table.orgId, table.orgMemberId, table.deviceHash] }),
    ofMember("devices_member", table),
    check("devices_hash_shape", sql`${table.deviceHash} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("devices_own", { for: "all", using: sql`${inOrganization} and ${ownRow}` }),
    pgPolicy("devices_ended", { for: "select", using: ofEndedMember }),
    pgPolicy("devices_end", { for: "delete", using: ofEndedMember }),
    // As with sessions: whoever holds the secret sees which members have used the device, before anybody signs in.
    pgPolicy("devices_presented", { for: "select", using: sql`device_hash = ${setting("device_hash")}` }),
  ],
);
