import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { integer, text, timestamp } from "drizzle-orm/pg-core";
import { roles } from "@/lib/roles";
import { type Scope, scopes } from "@/lib/scopes";

export const orgId = () => text("org_id").notNull();
export const roleColumn = () => text("role", { enum: roles }).notNull();
export const timestamptz = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const createdAt = () => timestamptz("created_at").notNull().defaultNow();

/** A number that triggers keep. */
export const counted = (name: string) => integer(name).notNull().default(0);

/** Who made something that may outlive them, with their name at the time. No foreign key, so it remains after they are removed. */
export const createdBy = () => ({ createdBy: text("created_by"), createdByName: text("created_by_name") });

/** The check that keeps a role column to the closed list. */
export const roleIsKnown = sql.raw(`role in (${roles.map((role) => `'${role}'`).join(", ")})`);

/** A text column in the order of its bytes, the same whatever the database's collation: in sorts and in their indexes alike. */
export const bytewise = (column: SQLWrapper): SQL => sql`${column} collate "C"`;

/** What a credential may be used for: all of `possible` unless it says less. */
export const scopesColumn = (possible: readonly Scope[]) =>
  text("scopes", { enum: scopes })
    .array()
    .notNull()
    .default([...possible]);

/** The check that such a column has at least one scope, and no other than these. */
export const scopesAreKnown = (possible: readonly Scope[]) =>
  sql.raw(`scopes <@ '{${possible.join(",")}}'::text[] and cardinality(scopes) > 0`);
