import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import { replicaReads } from "@/lib/metrics";
import { createOneFlight } from "@/lib/one-flight";
import { processWide } from "@/lib/process-wide";
import { makePool, type Pool, withConnection } from "./client";
import type { Connection } from "./connection";
import { isReadOnlyRefusal } from "./errors";

// A replica answers once it has replayed all that the primary had acknowledged when the request came, so it knows every write
// and every access that was taken away before (docs/decisions/068). It enters by itself, in the snapshot that it reads.

type Replica = { name: string; pool: Pool; isUsed: boolean; isProbed: boolean };
type Position = { lsn: string; timeline: string };

const PATIENCE = { connectSeconds: 1, silenceMilliseconds: 3_000 };
const PROBE_MILLISECONDS = 500;
const LOOK_MILLISECONDS = 2;

// Up to here everything that the primary has acknowledged is in the log. A request that comes while one asks waits for the next.
const askPosition = createOneFlight(() =>
  withConnection(async ({ sql }) => {
    const [row] = await sql<Position[]>`
      select lsn::text, left(pg_walfile_name(lsn), 8) as timeline from pg_current_wal_flush_lsn() lsn`;
    return row as Position;
  }),
);

const shared = processWide("replicas", () => ({ turn: 0, all: undefined as Replica[] | undefined }));

function replicas(): Replica[] {
  shared.all ??= (env().DATABASE_REPLICA_URL ?? []).map((url) => {
    const replica = { name: new URL(url).host, pool: makePool(PATIENCE, { url, isReplica: true }), isUsed: false };
    return { ...replica, isProbed: false };
  });
  for (const replica of shared.all) if (!replica.isUsed) probe(replica);
  return shared.all.filter(({ isUsed }) => isUsed);
}

// After a failover a replica may have followed the old primary further than the new one did. It has another history then, and
// is not asked before its own log is on the primary's timeline.
async function isThere({ sql }: Connection, { lsn, timeline }: Position): Promise<boolean> {
  const [row] = await sql`
    select coalesce(pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn, false)
           and (select upper(lpad(to_hex(timeline_id), 8, '0')) from pg_control_checkpoint()) = ${timeline} as is_there`;
  return row?.is_there === true;
}

async function waitUntilThere(connection: Connection, position: Position, until: number): Promise<boolean> {
  while (!(await isThere(connection, position))) {
    if (performance.now() > until) return false;
    await sleep(LOOK_MILLISECONDS);
  }
  return true;
}

/** Looks now and then, beside the requests, whether the replica can be used again. */
function probe(replica: Replica): void {
  if (replica.isProbed) return;
  replica.isProbed = true;
  const look = async () => {
    const until = performance.now() + env().DATABASE_REPLICA_WAIT_MILLISECONDS;
    const position = await askPosition();
    return withConnection((connection) => waitUntilThere(connection, position, until), undefined, replica.pool);
  };
  const again = async () => {
    replica.isUsed = await look().catch(() => false);
    if (replica.isUsed) log().info({ replica: replica.name }, "a replica answers reads");
    else if (shared.all?.includes(replica)) setTimeout(again, PROBE_MILLISECONDS).unref();
    replica.isProbed = !replica.isUsed;
  };
  void again();
}

/** Asks a replica no more until it can be used again. */
function leave(replica: Replica): void {
  if (replica.isUsed) log().warn({ replica: replica.name }, "a replica is left alone");
  replica.isUsed = false;
  probe(replica);
}

const isAway = (error: unknown) => error instanceof DomainError && error.code === "database_unavailable";

// Undefined if the replica is behind, or does not even say where it is within the time that the request may wait.
async function ask<T>(replica: Replica, send: (connection: Connection) => Promise<T>, share: string) {
  const wait = env().DATABASE_REPLICA_WAIT_MILLISECONDS;
  const until = performance.now() + wait;
  const position = await askPosition();
  let isGivenUp = false;
  let begin: (begins: boolean) => void = () => {};
  const begun = new Promise<boolean>((resolve) => {
    begin = resolve;
  });
  const work = async (connection: Connection) => {
    const is = await waitUntilThere(connection, position, until);
    if (!is) leave(replica);
    begin(is);
    return is && !isGivenUp ? await send(connection).catch(passReadOnly) : undefined;
  };
  const answer = withConnection(work, share, replica.pool);
  answer.catch((error) => {
    if (isAway(error)) leave(replica);
    begin(false);
  });
  if (await Promise.race([begun, sleep(wait, false, { ref: false })])) return answer;
  isGivenUp = true;
  return undefined;
}

// A credential's use that is due to be noted, once a minute.
function passReadOnly(error: unknown): undefined {
  if (!isReadOnlyRefusal(error)) throw error;
}

/** Whether there is any replica to ask. */
export const hasReplicas = (): boolean => env().DATABASE_REPLICA_URL !== undefined;

/**
 * Lets a replica answer, if one has caught up with the primary in time; otherwise undefined, and the primary has to. `send` sends
 * one statement that enters and reads. Whatever a replica refuses, the primary decides.
 */
export async function askReplica<T>(
  send: (connection: Connection) => Promise<T>,
  share: string,
): Promise<T | undefined> {
  const used = replicas();
  const replica = used[shared.turn++ % used.length];
  const answer = replica && (await ask(replica, send, share).catch(() => undefined));
  replicaReads.add(1, answer === undefined ? "primary" : "replica");
  return answer;
}
