import { sql as statement } from "drizzle-orm";
import { type Scope, transact } from "./transaction";

// For the job that ends memberships, before it knows an organization. lint/walls.mjs lists who may import this file.

/** Some organizations with memberships that have expired, or that end within so many days and nobody has been told of it. */
export async function findEnding(toldDays: number): Promise<string[]> {
  const naming: Scope = (sql) => [sql`select set_config('app.ends_memberships', 'on', true)`];
  const rows = await transact(
    naming,
    (tx) =>
      tx.execute<{ org_id: string }>(statement`
        select distinct org_id from ou_memberships where expires_at is not null
           and (expires_at <= now() or told_at is null and expires_at <= now() + make_interval(days => ${toldDays})) limit 100`),
    { isReading: true },
  );
  return rows.map((row) => row.org_id);
}
