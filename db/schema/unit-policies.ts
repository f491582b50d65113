import { pgPolicy, text } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import { inActiveUnit, inWritableUnit } from "./scope";

/** The first columns of every key of an OU-scoped table. */
export const unitColumns = () => ({ orgId: orgId(), unitId: text("unit_id").notNull() });

/**
 * The policies of an OU-scoped table (contract §2): any role reads, editors and admins write. One policy per command,
 * because two are joined by OR, which prevents the use of an index.
 */
export const unitPolicies = (table: string) => [
  pgPolicy(`${table}_read`, { for: "select", using: inActiveUnit }),
  pgPolicy(`${table}_create`, { for: "insert", withCheck: inWritableUnit }),
  pgPolicy(`${table}_change`, { for: "update", using: inWritableUnit }),
  pgPolicy(`${table}_remove`, { for: "delete", using: inWritableUnit }),
];
