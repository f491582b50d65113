import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import { Pool } from "pg";
import { holdWorkerLease } from "@/db/worker-lease";
import { pauseOver } from "@/domain/mail/send-pause";
import { endSending } from "@/domain/webhooks/send";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { schedule, tasks } from "./tasks";

// After a break it starts again soon; while starting fails too, the pauses double up to the longest.
const [SHORT_PAUSE, LONG_PAUSE] = [500, 4_000]; // milliseconds
const OTHER_CONNECTIONS = 1; // the one that listens for new jobs
// For a silent database: without these limits the queue would wait for it forever, and the shutdown for the queue.
const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 12_000, keepAlive: true };

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

// The queue's messages name jobs and tasks; the jobs and options themselves, which come with them, are left out.
const logger = new Logger(() => (level, message) => log()[levels[level]](`worker: ${message.split("\n")[0]}`));

// `pg` treats sslmode=require as verify-full unless told to be compatible with libpq, as the rest of the product is.
function connectionString(): string {
  const url = new URL(env().DATABASE_URL ?? "");
  if (url.searchParams.has("sslmode")) url.searchParams.set("uselibpqcompat", "true");
  return url.href;
}

// Opens the queue's pool, for its error listeners: a pool of the queue's own loses them before its connections have ended,
// and an error of one of those would then end the process.
function openPool(max: number): Pool {
  const pool = new Pool({ connectionString: connectionString(), max, ...PATIENCE });
  const note = ({ message }: Error) => log().error(`worker: a connection broke: ${message}`);
  pool.on("error", note);
  pool.on("connect", (client) => void client.on("error", note));
  return pool;
}

/** Without this, a worker that fails to fetch a job while stopping rejects, and the queue prints that to stderr unfiltered. */
function stopQuietly(events: WorkerEvents): void {
  let isStopping = false;
  events.once("pool:gracefulShutdown", () => {
    isStopping = true;
  });
  events.on("worker:getJob:error", ({ worker }) => {
    if (isStopping) void worker.release(true); // it has no job: this is its end
  });
}

/** The lease of the next pool: `held` resolves once it may take jobs, `ended` settles when the lease ends or breaks. */
function leaseNextPool(events: WorkerEvents, over: AbortSignal): { held: Promise<void>; ended: Promise<void> } {
  let ended: Promise<void> = Promise.resolve();
  const held = new Promise<void>((onHeld, onFailure) => {
    // Jobs are locked by the pool's id, which exists before the pool asks for the first one.
    events.once("pool:create", ({ workerPool }) => {
      const onFreed = (workers: number) => log().warn({ workers }, "took over the jobs of workers that have died");
      ended = holdWorkerLease(workerPool.id, { onHeld, onFreed, signal: over });
      ended.catch(onFailure);
    });
  });
  return {
    held,
    get ended() {
      return ended;
    },
  };
}

/** Runs jobs until the signal, then lets the current ones finish. Throws if it cannot work or has lost its lease. */
async function workOnce(signal: AbortSignal, onHeld: () => void): Promise<void> {
  const { DATABASE_PREPARE, WORKER_CONCURRENCY } = env();
  const events: WorkerEvents = new EventEmitter();
  const [leaving, over] = [new AbortController(), new AbortController()];
  const lease = leaseNextPool(events, over.signal);
  lease.held.then(onHeld, () => {});
  stopQuietly(events);
  const leave = () => leaving.abort();
  signal.addEventListener("abort", leave, { once: true });
  const pgPool = openPool(WORKER_CONCURRENCY + OTHER_CONNECTIONS);
  try {
    const runner = await run({
      pgPool,
      concurrency: WORKER_CONCURRENCY,
      noPreparedStatements: !DATABASE_PREPARE,
      noHandleSignals: true,
      // Only in batches does the queue wait at the end until finished jobs have been removed.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: tasks,
      parsedCronItems: schedule,
      logger,
      events,
      // Called before each job is fetched, so this can wait until one may be.
      forbiddenFlags: async () => {
        await lease.held;
        await pauseOver(leaving.signal);
        return [];
      },
    });
    const stop = () => void runner.stop().catch(() => {}); // rejects if it is stopping already
    leaving.signal.addEventListener("abort", stop, { once: true });
    if (leaving.signal.aborted) stop(); // it fired during the start
    lease.ended.catch(leave);
    await runner.promise;
  } finally {
    signal.removeEventListener("abort", leave);
    over.abort();
    void pgPool.end();
    await lease.ended;
  }
}

/**
 * Works the queue until the signal fires and the current jobs have finished; the last may take the 10 seconds of a send.
 * After any failure, such as of the database, it starts again after a moment.
 */
export async function work(signal: AbortSignal): Promise<void> {
  let pause = SHORT_PAUSE;
  signal.addEventListener("abort", () => void endSending(), { once: true });
  while (!signal.aborted) {
    await workOnce(signal, () => {
      pause = SHORT_PAUSE;
    }).catch((error: unknown) => log().error({ err: error }, "the worker was cut off"));
    await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    pause = Math.min(2 * pause, LONG_PAUSE);
  }
  await endSending(); // of what the last jobs began
}
