import { env } from "@/lib/env";
import { gauge } from "@/lib/metric-registry";
import { withConnection } from "./client";

// What the database says of itself and of what waits in it: the same in every process of an installation.

type QueueRow = { task: string; due: number; later: number; failed: number; oldest: number };
type Figures = {
  queue: QueueRow[];
  unsealed_since: string | null;
  differing: number;
  standbys: number;
  lag_bytes: number | null;
  lag_seconds: number | null;
};

const WAIT_MILLISECONDS = 2_000;

let latest: Figures | undefined;
let current: Promise<Figures> | undefined;
let up: 0 | 1 | undefined;

const ofDatabase = <T>(read: (figures: Figures) => T[]) => {
  return () => (latest ? read(latest) : []);
};
const known = (value: number | null): [number][] => (value === null ? [] : [[value]]);

/** The age of an id in seconds: it begins with its time (lib/ids.ts). */
const ageOf = (id: string): number =>
  Math.max(0, (Date.now() - Number.parseInt(id.slice(id.indexOf("_") + 1).slice(0, 12), 16)) / 1000);

gauge("leadvibe_database_up", "1 if the database has answered within two seconds, else 0.").from(() =>
  up === undefined ? [] : [[up]],
);
gauge("leadvibe_queue_jobs", "Jobs by task and state: due, later, or failed for good.", ["task", "state"]).from(
  ofDatabase(({ queue }) =>
    queue.flatMap(({ task, due, later, failed }) => [
      [due, task, "due"] as const,
      [later, task, "later"] as const,
      [failed, task, "failed"] as const,
    ]),
  ),
);
gauge("leadvibe_queue_oldest_seconds", "For how long the oldest due job of each task has waited.", ["task"]).from(
  ofDatabase(({ queue }) => queue.map(({ task, oldest }) => [oldest, task] as const)),
);
gauge("leadvibe_audit_unsealed_seconds", "The age of the oldest audit entry that is not sealed; 0 if all are.").from(
  ofDatabase(({ unsealed_since: id }) => [[id === null ? 0 : ageOf(id)]]),
);
gauge("leadvibe_audit_logs_differing", "Audit logs that differ from what was sealed.").from(
  ofDatabase(({ differing }) => [[differing]]),
);
gauge("leadvibe_replication_standbys", "Standbys that stream from the database.").from(
  ofDatabase(({ standbys }) => [[standbys]]),
);
gauge(
  "leadvibe_replication_lag_bytes",
  "WAL that the slowest replication slot has not confirmed; absent without one.",
).from(ofDatabase(({ lag_bytes: bytes }) => known(bytes)));
gauge(
  "leadvibe_replication_lag_seconds",
  "How far the slowest standby is behind; only if the role has pg_read_all_stats.",
).from(ofDatabase(({ lag_seconds: seconds }) => known(seconds)));

const ask = (): Promise<Figures> =>
  withConnection(async ({ sql }) => {
    const [, , rows] = await Promise.all([
      sql`begin read only`.execute(),
      sql`select set_config('app.seals_audit_log', 'on', true)`.execute(),
      sql<[{ figures: Figures }]>`
        with recursive queue as (
          select t.identifier as task,
                 count(*) filter (where j.attempts < j.max_attempts and j.run_at <= now()) as due,
                 count(*) filter (where j.attempts < j.max_attempts and j.run_at > now()) as later,
                 count(*) filter (where j.attempts >= j.max_attempts) as failed,
                 coalesce(extract(epoch from now() - min(j.run_at) filter (
                   where j.attempts < j.max_attempts and j.run_at <= now() and j.locked_at is null)), 0) as oldest
            from graphile_worker._private_tasks t left join graphile_worker._private_jobs j on j.task_id = t.id
           group by t.identifier),
        -- One look-up an organization, however many entries each has.
        unsealed as (
          (select org_id, entry_id from audit_unsealed order by org_id, xid, entry_id limit 1)
          union all
          select next.* from unsealed u, lateral (
            select n.org_id, n.entry_id from audit_unsealed n where n.org_id > u.org_id order by 1, n.xid, 2 limit 1) next)
        select json_build_object(
          'queue', (select coalesce(json_agg(queue), '[]') from queue),
          'unsealed_since', (select min(entry_id) from unsealed),
          'differing', (select count(*) from audit_trees where differs_at is not null),
          'standbys', (select count(*) from pg_stat_replication),
          'lag_bytes', case when not pg_is_in_recovery() then
            (select max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) from pg_replication_slots) end,
          'lag_seconds', (select max(extract(epoch from replay_lag)) from pg_stat_replication)) as figures`.execute(),
      sql`commit`.execute(), // also ends it after a failed statement
    ]);
    const [{ figures }] = rows;
    return figures;
  });

/** Asks the database for its figures, for at most two seconds; without an answer there are none but `leadvibe_database_up`. */
export async function readFigures(): Promise<void> {
  if (!env().DATABASE_URL) return; // the embedded one has not started yet
  current ??= ask().finally(() => {
    current = undefined;
  });
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, WAIT_MILLISECONDS, undefined);
  });
  latest = await Promise.race([current.catch(() => undefined), silence]);
  up = latest ? 1 : 0;
  clearTimeout(timer);
}
