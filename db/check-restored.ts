import type { TransactionSql } from "postgres";
import { asOperator, EVERY } from "./as-operator";
import { keptOfLeads, keptOfMembers } from "./kept-counts";

/** What a restored database has. */
export type RestoredFacts = { organizations: number; members: number; leads: number; events: number; jobs: number };

// A partition is read through its parent, whose policies hold.
async function unguardedTables(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity) order by 1`;
  return rows.map(({ name }) => `row-level security is not forced on ${name}`);
}

async function differingCounts(tx: TransactionSql): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, query] of Object.entries({ ...keptOfMembers, ...keptOfLeads })) {
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
