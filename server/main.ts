import http, { type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import next from "next";
import { closeDatabase } from "@/db/system";
import { presentedInHeader } from "@/domain/access/authenticate";
import { addressAt, networkOf } from "@/lib/auth/client";
import { captureOutput } from "@/lib/captured-output";
import { appUrl, ConfigError, env } from "@/lib/env";
import { shareOf } from "@/lib/fair-share";
import { endRates } from "@/lib/http/rate-limit";
import { log, print } from "@/lib/log";
import { seedDemo } from "@/server/demo/seed";
import { createApiListener, createWaitingListener } from "./api-host";
import type { EmbeddedPostgres } from "./embedded-postgres";
import { atMost, createBoundedServer, listen } from "./http-server";
import { createLifecycle, type Lifecycle } from "./lifecycle";
import { createMemoryGuard } from "./memory-guard";
import { serveMetrics } from "./metrics-host";
import { createPageListener } from "./page-host";
import { prepareDatabase } from "./prepare-database";
import { startTracing } from "./tracing";
import { work } from "./worker";

/** Builds the pages if necessary and returns whether there is a build. From server/build.mjs, which cannot be bundled. */
type BuildPages = (signal: AbortSignal) => Promise<boolean>;

const NEXT_CLOSE_SECONDS = 1;
const POOL_CLOSE_SECONDS = 1;
const RATES_END_SECONDS = 0.5;
const AFTER_WORKER_SECONDS = 2.5;

async function startDatabase(lifecycle: Lifecycle): Promise<EmbeddedPostgres | undefined> {
  const embedded = await prepareDatabase("server", lifecycle.signal);
  lifecycle.atEnd(async (secondsLeft) => embedded?.stop(secondsLeft - 0.5));
  lifecycle.atEnd(() => atMost(POOL_CLOSE_SECONDS, closeDatabase()));
  return embedded;
}

function startWorker(lifecycle: Lifecycle): void {
  if (env().WORKER_CONCURRENCY === 0) return;
  // From the first moment of the end it takes no more jobs. The next worker repeats those that are cut off.
  const working = work(lifecycle.signal);
  lifecycle.atEnd((secondsLeft) => atMost(secondsLeft - AFTER_WORKER_SECONDS, working));
}

// Listens from the first moment, so that whoever looks sees a process that is up and not ready, until it gets to serve.
async function openFront(dev: boolean) {
  let listener = createWaitingListener();
  const { server, drain } = createBoundedServer(
    (request: IncomingMessage, response: ServerResponse) => listener(request, response),
    { upgrades: dev, acceptsTogether: !dev, isFull: createMemoryGuard(), shareOf: shareOfRequest },
  );
  await listen(server, env().HOST, env().PORT);
  const serve = (other: typeof listener) => {
    listener = other;
  };
  return { server, drain, serve };
}

async function startNext(dev: boolean, server: http.Server, lifecycle: Lifecycle) {
  const { HOST, PORT } = env();
  // Next takes over every upgrade of the server it gets, and would drop a client that merely offers h2c. Only reloading
  // needs upgrades; otherwise Next gets a server that never listens. (Its getUpgradeHandler does nothing in 16.4.5.)
  const httpServer = dev ? server : http.createServer();
  const pages = next({ dev, dir: process.cwd(), hostname: HOST, port: PORT, httpServer });
  await pages.prepare();
  lifecycle.atEnd(() => atMost(NEXT_CLOSE_SECONDS, pages.close()));
  return pages.getRequestHandler();
}

/** The client's address that the connection proves, through the proxies that are trusted. */
function clientAddress({ headers, socket }: IncomingMessage): string {
  const chain = `${env().TRUSTED_PROXIES > 0 ? (headers["x-forwarded-for"] ?? "") : ""},${socket.remoteAddress ?? ""}`;
  return addressAt(chain, env().TRUSTED_PROXIES + 1) ?? "";
}

/** Whose a request is, before anything of it has been read (lib/fair-share.ts); a browser's session counts for its network. */
function shareOfRequest(request: IncomingMessage): string {
  const presented = presentedInHeader(request.headers.authorization ?? "");
  return shareOf(presented?.hash, networkOf(clientAddress(request)));
}

// The pages limit sign-in attempts by client address, so they get the one that the connection proves, not a forged one.
function stampClientAddress(request: IncomingMessage): void {
  const { headers } = request;
  headers["x-forwarded-for"] = clientAddress(request);
  delete headers["x-forwarded-host"]; // only APP_URL says where we are reached
}

async function serve(dev: boolean, front: Awaited<ReturnType<typeof openFront>>, lifecycle: Lifecycle): Promise<void> {
  // With reload, Next serves the API too: only Next has the latest version of the handlers.
  const api = dev ? () => false : createApiListener();
  const pages = createPageListener(await startNext(dev, front.server, lifecycle), { reload: dev });
  front.serve((request, response) => {
    stampClientAddress(request);
    if (!api(request, response)) pages(request, response);
  });
  lifecycle.atEnd(() => atMost(RATES_END_SECONDS, endRates()));
  lifecycle.atEnd((secondsLeft) => front.drain(secondsLeft - 2));
}

function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

function banner(demoFile: string | undefined): string {
  const signIn = demoFile
    ? `Demo sign-in:   e-mail, password and API token are in ${shortest(demoFile)}`
    : "First sign-in:  make an organization with npm run -s org:create -- --help";
  return [`LeadVibe Admin: ${appUrl()}`, `API reference:  ${appUrl()}/docs`, signIn, ""].join("\n");
}

async function start(dev: boolean, buildPages: BuildPages, lifecycle: Lifecycle): Promise<void> {
  const front = await openFront(dev);
  await serveMetrics(lifecycle);
  await startTracing(lifecycle);
  const embedded = await startDatabase(lifecycle); // before the build, so that a bad setting is reported at once
  if (!dev && !(await buildPages(lifecycle.signal))) throw new ConfigError("The build failed; its output is above.");
  const demoFile = embedded && (await seedDemo(embedded.dataDirectory, embedded.ownerUrl));
  lifecycle.signal.throwIfAborted();
  if (!dev) captureOutput();
  startWorker(lifecycle);
  await serve(dev, front, lifecycle);
  print(banner(demoFile));
}

/**
 * Runs the server until it ends: `npm start`, or with NODE_ENV=development `npm run dev`, where Next reloads. `buildPages`
 * makes the Next build if it is stale. Exits the process itself.
 */
export async function main(_args: string[], buildPages: BuildPages): Promise<void> {
  const lifecycle = createLifecycle();
  try {
    await lifecycle.during(start(env().NODE_ENV === "development", buildPages, lifecycle));
  } catch (error) {
    if (lifecycle.signal.aborted) return; // it is already shutting down
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else log().fatal({ err: error }, "the server did not start");
    lifecycle.end(1);
  }
}
