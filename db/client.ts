import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { createGate } from "@/lib/gate";
import { createCircuitBreaker } from "./circuit-breaker";
import { type Connection, PATIENCE, type Patience } from "./connection";
import { isGone, translateDatabaseError } from "./errors";

type Pool = {
  breaker: ReturnType<typeof createCircuitBreaker>;
  idle: Connection[];
  busy: Set<Connection>;
  isClosing: boolean;
  pass: <T>(key: string, work: () => Promise<T>) => Promise<T>;
};

// One pool a process, also where two bundles (the API host's and Next's) hold a copy of this module each.
const shared = globalThis as { leadvibePool?: Pool };

/** Whose turn the system's own work takes, and look-ups that belong to no organization yet. */
const SYSTEM = "system";

// A third for each organization: more statements of one at once would take the database's cores from the others.
/** Opens the process's pool, as its first use does too; tests pass other time limits. */
export function openPool(patience: Patience = PATIENCE): Pool {
  const limits = { queueLimit: 1_000, queueLimitPerKey: 500, waitMilliseconds: 5_000 };
  const slots = env().DATABASE_POOL_SIZE;
  const pass = createGate({ slots, slotsPerKey: Math.max(2, Math.ceil(slots / 3)), ...limits });
  shared.leadvibePool = { breaker: createCircuitBreaker(patience), idle: [], busy: new Set(), isClosing: false, pass };
  return shared.leadvibePool;
}

// The one used last comes first, so that its prepared statements and the server's caches are warm.
async function take({ breaker, idle, busy }: Pool): Promise<Connection> {
  let connection = idle.pop();
  while (connection?.isLost) connection = idle.pop();
  connection ??= await breaker.connect();
  busy.add(connection);
  return connection;
}

function giveBack({ idle, busy, isClosing }: Pool, connection: Connection): void {
  busy.delete(connection);
  if (isClosing) void connection.close();
  else if (!connection.isLost) idle.push(connection);
}

// A server that is gone for one connection is gone for the idle ones too, so all are closed and the next user reconnects.
function giveUp({ breaker, idle }: Pool, connection: Connection): void {
  if (connection.fellSilent) breaker.trip();
  for (const one of [connection, ...idle.splice(0)]) void one.close();
}

/**
 * Runs work with a connection of its own, as the application's role; `share` is whose turn it takes (lib/fair-share.ts).
 * Throws DomainError `overloaded` when none gets free in time and `database_unavailable` when the server cannot be reached
 * or goes away; other database errors as they are.
 */
export async function withConnection<T>(
  work: (connection: Connection) => Promise<T>,
  share: string = SYSTEM,
): Promise<T> {
  const pool = shared.leadvibePool ?? openPool();
  const since = performance.now();
  return pool.pass(share, async () => {
    try {
      const connection = await take(pool);
      try {
        return await connection.use(work, since);
      } catch (error) {
        if (isGone(error)) giveUp(pool, connection);
        throw error;
      } finally {
        giveBack(pool, connection);
      }
    } catch (error) {
      throw translateDatabaseError(error);
    }
  });
}

const GRACE_SECONDS = 3;

/** Ends the pool's connections after their running transactions; waits at most 3 seconds for those. */
export async function closePool(): Promise<void> {
  const pool = shared.leadvibePool;
  if (!pool) return;
  delete shared.leadvibePool;
  pool.isClosing = true;
  await Promise.all(pool.idle.map((connection) => connection.close()));
  for (const deadline = Date.now() + GRACE_SECONDS * 1000; pool.busy.size > 0 && Date.now() < deadline; )
    await sleep(10);
  await Promise.all([...pool.busy].map((connection) => connection.close()));
}
