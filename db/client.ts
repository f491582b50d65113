import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { noteServed } from "@/lib/fair-share";
import { createGate } from "@/lib/gate";
import { connections, databaseWaits, databaseWork } from "@/lib/metrics";
import { processWide } from "@/lib/process-wide";
import { type Step, traced } from "@/lib/tracing";
import { createCircuitBreaker } from "./circuit-breaker";
import { type Connection, PATIENCE, type Patience, type Place } from "./connection";
import { isGone, isOutdated, translateDatabaseError } from "./errors";

export type Pool = {
  breaker: ReturnType<typeof createCircuitBreaker>;
  idle: Connection[];
  busy: Set<Connection>;
  /** Busy ones that are closed when they are given back. */
  retired: Set<Connection>;
  isClosing: boolean;
  pass: <T>(key: string, work: () => Promise<T>) => Promise<T>;
};

const shared = processWide("database pool", (): { pool?: Pool; all: Set<Pool> } => {
  connections.from(() => [
    [shared.pool?.idle.length ?? 0, "idle"],
    [shared.pool?.busy.size ?? 0, "busy"],
  ]);
  return { all: new Set() };
});

const STEP: Step = { name: "database", kind: "client", facts: { "db.system.name": "postgresql" } };

/** The share for the system's own work, and for look-ups that belong to no organization yet. */
const SYSTEM = "system";

/** Makes a pool of connections to one server; none is opened before it is needed. */
export function makePool(patience: Patience, place?: Place): Pool {
  const limits = {
    name: "database",
    queueLimit: 1_000,
    queueLimitPerKey: 500,
    waitMilliseconds: 5_000,
    expectedMilliseconds: 200,
  };
  const slots = env().DATABASE_POOL_SIZE;
  // A third for each organization: more statements of one at once would take the database's cores from the others.
  const pass = createGate({ slots, slotsPerKey: Math.max(2, Math.ceil(slots / 3)), ...limits });
  const breaker = createCircuitBreaker(patience, place);
  const pool: Pool = { breaker, idle: [], busy: new Set(), retired: new Set(), isClosing: false, pass };
  shared.all.add(pool);
  return pool;
}

/** Opens the process's pool. The first query does that on its own; tests pass other time limits. */
export function openPool(patience: Patience = PATIENCE): Pool {
  shared.pool = makePool(patience);
  return shared.pool;
}

// Takes the one used last, because its prepared statements and the server's caches are warm.
async function take({ breaker, idle, busy }: Pool): Promise<Connection> {
  let connection = idle.pop();
  while (connection?.isLost) connection = idle.pop();
  connection ??= await breaker.connect();
  busy.add(connection);
  return connection;
}

function giveBack({ idle, busy, retired, isClosing }: Pool, connection: Connection): void {
  busy.delete(connection);
  if (retired.delete(connection) || isClosing) void connection.close();
  else if (!connection.isLost) idle.push(connection);
}

// If the server is gone for one connection, or its statements are outdated, so it is for the others: idle ones are closed, busy
// ones when they are given back, and the next user reconnects.
function giveUp({ breaker, idle, busy, retired }: Pool, connection: Connection): void {
  if (connection.fellSilent) breaker.trip();
  for (const one of [connection, ...idle.splice(0)]) void one.close();
  for (const one of busy) retired.add(one);
}

/**
 * Runs work with a connection of its own, as the application's role; `share` says whose turn it takes (lib/fair-share.ts).
 * Throws DomainError `overloaded` if no connection becomes free in time, `database_unavailable` if the server cannot be
 * reached or goes away, and other database errors unchanged.
 */
export async function withConnection<T>(
  work: (connection: Connection) => Promise<T>,
  share: string = SYSTEM,
  pool: Pool = shared.pool ?? openPool(),
): Promise<T> {
  const since = performance.now();
  if (share !== SYSTEM) noteServed(share);
  const use = async (begun: number) => {
    try {
      const connection = await take(pool);
      try {
        return await connection.use(work, since);
      } catch (error) {
        if (isGone(error) || isOutdated(error)) giveUp(pool, connection);
        throw error;
      } finally {
        giveBack(pool, connection);
      }
    } catch (error) {
      throw translateDatabaseError(error);
    } finally {
      databaseWork.observe((performance.now() - begun) / 1000);
    }
  };
  return traced(STEP, (span) =>
    pool.pass(share, () => {
      const begun = performance.now();
      databaseWaits.observe((begun - since) / 1000);
      span.note({ "leadvibe.wait_ms": begun - since });
      return use(begun);
    }),
  );
}

const GRACE_SECONDS = 3;

/** Closes all connections of the process once their transactions have ended; waits at most 3 seconds for those. */
export async function closePool(): Promise<void> {
  const pools = [...shared.all];
  shared.all.clear();
  delete shared.pool;
  await Promise.all(pools.map(close));
}

async function close(pool: Pool): Promise<void> {
  pool.isClosing = true;
  await Promise.all(pool.idle.map((connection) => connection.close()));
  for (const deadline = Date.now() + GRACE_SECONDS * 1000; pool.busy.size > 0 && Date.now() < deadline; )
    await sleep(10);
  await Promise.all([...pool.busy].map((connection) => connection.close()));
}
