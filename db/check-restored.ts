import type { TransactionSql } from "postgres";
import { asOperator, EVERY } from "./as-operator";

/** What a restored database has. */
export type RestoredFacts = { organizations: number; members: number; leads: number; events: number; jobs: number };

// Counts that are kept beside what they count, by organization or OU. Each query finds those that differ.
const countChecks: Record<string, string> = {
  "the number of members": `
    select from (select org_id, count(*) as n from members group by 1) m
      full join (select org_id, sum(admins + editors + viewers) as n from member_tallies group by 1) t using (org_id)
     where coalesce(m.n, 0) <> coalesce(t.n, 0)`,
  "the number of members by day": `
    select from (select org_id, count(*) as n from members group by 1) m
      full join (select org_id, sum(added - removed) as n from member_days group by 1) d using (org_id)
     where coalesce(m.n, 0) <> coalesce(d.n, 0)`,
  "the addresses for signing in": `
    select from members m full join sign_in_addresses a using (org_id, email_key) where a.org_member_id is distinct from m.org_member_id`,
  "the number of leads": `
    select from (select org_id, unit_id, count(*) as n from leads group by 1, 2) l
      full join (select org_id, unit_id, sum(leads) as n from lead_tallies group by 1, 2) t using (org_id, unit_id)
     where coalesce(l.n, 0) <> coalesce(t.n, 0)`,
  "the number of events by lead": `
    select from (select org_id, unit_id, count(*) as n from events group by 1, 2) e
      full join (select org_id, unit_id, sum(events) as n from lead_event_counts group by 1, 2) c using (org_id, unit_id)
     where coalesce(e.n, 0) <> coalesce(c.n, 0)`,
  "the number of events by day": `
    select from (select org_id, unit_id, count(*) as n from events group by 1, 2) e
      full join (select org_id, unit_id, sum(events) as n from event_days group by 1, 2) d using (org_id, unit_id)
     where coalesce(e.n, 0) <> coalesce(d.n, 0)`,
  "the number of entries in the audit log": `
    select from (select org_id, count(*) as n from audit_entries group by 1) e
      full join (select org_id, count(*) as n from audit_unsealed group by 1) u using (org_id)
      full join (select org_id, size - pruned as n from audit_trees) t using (org_id)
     where coalesce(e.n, 0) <> coalesce(u.n, 0) + coalesce(t.n, 0)`,
};

// A partition is read through its parent, whose policies hold.
async function unguardedTables(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity) order by 1`;
  return rows.map(({ name }) => `row-level security is not forced on ${name}`);
}

async function differingCounts(tx: TransactionSql): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, query] of Object.entries(countChecks)) {
    const [found] = await tx.unsafe<{ differ: boolean }[]>(`select exists (${query}) as differ`);
    if (found?.differ) faults.push(`${what} differs from what is counted`);
  }
  return faults;
}

/**
 * Looks at a database as its owner: whether row-level security is forced on every table, whether counts agree with what they count,
 * and whether the queue can be read. Returns what is wrong, each as the end of a sentence, and what there is.
 */
export function checkRestored(ownerUrl: string | undefined): Promise<{ faults: string[]; facts: RestoredFacts }> {
  const look = async (tx: TransactionSql) => {
    const faults = [...(await unguardedTables(tx)), ...(await differingCounts(tx))];
    const [facts] = await tx<RestoredFacts[]>`
      select (select count(*)::int from organizations) as organizations, (select count(*)::int from members) as members,
             (select count(*)::int from leads) as leads, (select count(*)::float8 from events) as events,
             (select count(*)::int from graphile_worker._private_jobs) as jobs`;
    return { faults, facts: facts as RestoredFacts };
  };
  return asOperator(ownerUrl, EVERY, look, "isolation level repeatable read read only");
}
