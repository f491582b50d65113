import type { TransactionSql } from "postgres";
import { ConfigError } from "@/lib/env";
import { asOperator, auditOrganization, EVERY } from "./as-operator";

/** An organization as its operator sees it. */
export type Operated = { org_id: string; name: string; created_at: Date; suspended_at: Date | null };

/** The same with its size. */
export type Listed = Operated & { members: number; org_units: number; leads: number };

/** Every organization, the oldest first. */
export function listOrganizations(ownerUrl: string | undefined): Promise<Listed[]> {
  return asOperator(
    ownerUrl,
    EVERY,
    (tx) => tx<Listed[]>`
      select o.org_id, o.name, o.created_at, o.suspended_at,
             (select count(*)::int from members m where m.org_id = o.org_id) as members,
             (select count(*)::int from org_units u where u.org_id = o.org_id) as org_units,
             (select coalesce(sum(t.leads), 0)::int from lead_tallies t where t.org_id = o.org_id) as leads
        from organizations o order by o.created_at, o.org_id`,
  );
}

/** The organization. Throws ConfigError if there is none. */
export async function organizationOf(tx: TransactionSql, orgId: string, lock = tx``): Promise<Operated> {
  const [found] = await tx<Operated[]>`
    select org_id, name, created_at, suspended_at from organizations where org_id = ${orgId} ${lock}`;
  if (!found) throw new ConfigError(`No organization has the ID ${orgId}.`);
  return found;
}

/** The organization, locked until the transaction ends. Throws ConfigError if there is none. */
export const lockOrganization = (tx: TransactionSql, orgId: string): Promise<Operated> =>
  organizationOf(tx, orgId, tx`for no key update`);

async function setSuspended(tx: TransactionSql, orgId: string, isSuspended: boolean): Promise<Operated> {
  const [changed] = await tx<Operated[]>`
    update organizations set suspended_at = ${isSuspended ? tx`now()` : null} where org_id = ${orgId}
    returning org_id, name, created_at, suspended_at`;
  await auditOrganization(tx, isSuspended ? "organization.suspended" : "organization.resumed", changed as Operated);
  return changed as Operated;
}

/**
 * Suspends an organization, unless it is. Waits for the requests that have entered; from the commit on, none of its credentials
 * lets anyone in (refuse_suspended).
 */
export function suspendOrganization(ownerUrl: string | undefined, orgId: string): Promise<Operated> {
  return asOperator(ownerUrl, orgId, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${orgId}, 11))`; // until everyone who is in has finished
    const found = await lockOrganization(tx, orgId);
    return found.suspended_at ? found : setSuspended(tx, orgId, true);
  });
}

/** Resumes an organization, if it is suspended. Its sessions have not been idle meanwhile. */
export function resumeOrganization(ownerUrl: string | undefined, orgId: string): Promise<Operated> {
  return asOperator(ownerUrl, orgId, async (tx) => {
    const found = await lockOrganization(tx, orgId);
    if (!found.suspended_at) return found;
    await tx`update sessions set last_seen_at = least(now(), last_seen_at + (now() - ${found.suspended_at}::timestamptz))
      where org_id = ${orgId}`;
    return setSuspended(tx, orgId, false);
  });
}
