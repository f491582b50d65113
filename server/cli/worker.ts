import { closeDatabase } from "@/db/system";
import { ConfigError, env } from "@/lib/env";
import { log } from "@/lib/log";
import { atMost } from "@/server/http-server";
import { createLifecycle, type Lifecycle } from "@/server/lifecycle";
import { serveMetrics } from "@/server/metrics-host";
import { joinDatabase } from "@/server/prepare-database";
import { startTracing } from "@/server/tracing";
import { work } from "@/server/worker";

const POOL_CLOSE_SECONDS = 1;

async function start(lifecycle: Lifecycle): Promise<void> {
  if (env().WORKER_CONCURRENCY === 0) {
    throw new ConfigError("Set WORKER_CONCURRENCY to 1 or more, or leave it out: with 0 a worker runs no jobs.");
  }
  // The server's next start uses another port, so it is no use waiting for the old one.
  const end = () => {
    log().fatal("The server's embedded database has ended, and the worker with it.");
    lifecycle.end(1);
  };
  await serveMetrics(lifecycle);
  await startTracing(lifecycle);
  await joinDatabase(end, lifecycle.signal);
  lifecycle.atEnd(() => atMost(POOL_CLOSE_SECONDS, closeDatabase()));
  const working = work(lifecycle.signal);
  lifecycle.atEnd((secondsLeft) => atMost(secondsLeft - POOL_CLOSE_SECONDS - 0.5, working));
  log().info({ concurrency: env().WORKER_CONCURRENCY }, "working");
}

/** `npm run worker`: runs queued jobs until a signal ends it, beside any number of servers and other workers. */
export async function main(): Promise<void> {
  const lifecycle = createLifecycle();
  try {
    await lifecycle.during(start(lifecycle));
  } catch (error) {
    if (lifecycle.signal.aborted) return; // it is already shutting down
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else log().fatal({ err: error }, "the worker did not start");
    lifecycle.end(1);
  }
}
