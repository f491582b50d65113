import type { Sql } from "postgres";

const MONTHS_BACK = 3;
const MONTHS_AHEAD = 3;

/** The first days of the months around `now` (UTC) that have a partition of their own, with the day after each. */
function months(now: Date): { name: string; from: string; to: string }[] {
  const first = (offset: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return Array.from({ length: MONTHS_BACK + 1 + MONTHS_AHEAD }, (_, index) => {
    const from = day(first(index - MONTHS_BACK));
    const name = `events_${from.slice(0, 7).replace("-", "_")}`;
    return { name, from: `${from}T00:00:00Z`, to: `${day(first(index - MONTHS_BACK + 1))}T00:00:00Z` };
  });
}

async function makePartition(sql: Sql, { name, from, to }: { name: string; from: string; to: string }): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(`create table ${name} (like events including defaults including constraints)`);
    // Moves the events that came for this month earlier; the owner sees them only while the policies don't bind it.
    await tx.unsafe("alter table events_default no force row level security");
    await tx.unsafe(`with moved as (delete from events_default
        where occurred_at >= '${from}' and occurred_at < '${to}' returning *) insert into ${name} select * from moved`);
    await tx.unsafe("alter table events_default force row level security");
    await tx.unsafe(`alter table events attach partition ${name} for values from ('${from}') to ('${to}')`);
    await tx.unsafe(`alter table ${name} enable row level security, force row level security`);
  });
}

/**
 * Creates the missing monthly partitions of `events` around `now`, as the owner, under the migration's lock. They have no
 * policies or privileges of their own: events are read and written only through `events` itself.
 */
export async function ensureEventPartitions(sql: Sql, now: Date): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'public.events'::regclass`;
  const present = new Set(rows.map((row) => row.name));
  for (const month of months(now)) if (!present.has(month.name)) await makePartition(sql, month);
}
