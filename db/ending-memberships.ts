import { sql as statement } from "drizzle-orm";
import { type Scope, transact } from "./transaction";

// For the job that ends memberships, before it knows an organization. lint/walls.mjs lists who may import this file.

/** The organizations with memberships that end at some time. */
export async function findEnding(): Promise<string[]> {
  const naming: Scope = (sql) => [sql`select set_config('app.ends_memberships', 'on', true)`];
  const rows = await transact(
    naming,
    (tx) => tx.execute<{ org_id: string }>(statement`select org_id from ending_organizations`),
    { isReading: true },
  );
  return rows.map((row) => row.org_id);
}
