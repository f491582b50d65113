import { sql as statement } from "drizzle-orm";
import { findOrganizations, type Scope, type Tx, transact } from "./transaction";

// For the jobs that seal and check audit logs, which act for no member. lint/walls.mjs lists the files that may import this one.

const sealing =
  (orgId = ""): Scope =>
  (sql) => [sql`select set_config('app.org_id', ${orgId}, true), set_config('app.seals_audit_log', 'on', true)`];

/** Runs `work` in a transaction that reaches the audit log of one organization and its tree, and commits. */
export function withSealing<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(sealing(orgId), work);
}

/** The organizations that have entries which are not in their tree yet. */
export const findUnsealed = (): Promise<string[]> =>
  // One look-up an organization, however many entries each has.
  findOrganizations(
    sealing(),
    statement`
      with recursive found as (
        (select org_id from audit_unsealed order by org_id limit 1)
        union all select (select u.org_id from audit_unsealed u where u.org_id > f.org_id order by u.org_id limit 1)
          from found f where f.org_id is not null)
      select org_id from found where org_id is not null`,
  );

/** Every organization that has a tree. */
export const findTrees = (): Promise<string[]> =>
  findOrganizations(sealing(), statement`select org_id from audit_trees order by org_id`);
