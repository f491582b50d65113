import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readFigures } from "@/db/figures";
import { env } from "@/lib/env";
import { renderMetrics } from "@/lib/metric-registry";
import { sha256 } from "@/lib/sha256";
import { createBoundedServer, listen } from "./http-server";
import type { Lifecycle } from "./lifecycle";
import { showProcessFigures } from "./process-figures";
import { pathOf } from "./request-path";

const CLOSE_SECONDS = 0.5;
const TEXT = "text/plain; version=0.0.4; charset=utf-8";

function mayRead({ headers }: IncomingMessage, token: string | undefined): boolean {
  const digest = (text: string) => Buffer.from(sha256(text));
  return token === undefined || timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}

async function answer(request: IncomingMessage, response: ServerResponse, token: string | undefined): Promise<void> {
  const refuse = (status: number, more = {}) => void response.writeHead(status, more).end();
  if (pathOf(request.url ?? "") !== "/metrics") return refuse(404);
  if (request.method !== "GET") return refuse(405, { Allow: "GET" });
  if (!mayRead(request, token)) return refuse(401, { "WWW-Authenticate": "Bearer" });
  await readFigures();
  response.writeHead(200, { "Content-Type": TEXT }).end(renderMetrics());
}

/**
 * Serves /metrics on METRICS_PORT, if that is set, until the process ends: on this machine, or for whoever presents
 * METRICS_TOKEN. Every server and worker has a port of its own. Throws ConfigError if the port cannot be used.
 */
export async function serveMetrics(lifecycle: Pick<Lifecycle, "atEnd">): Promise<void> {
  const { METRICS_HOST, METRICS_PORT, METRICS_TOKEN } = env();
  if (METRICS_PORT === undefined) return;
  showProcessFigures();
  const { server, drain } = createBoundedServer(
    (request, response) => {
      answer(request, response, METRICS_TOKEN).catch(() => response.destroy());
    },
    { upgrades: false },
  );
  await listen(server, METRICS_HOST, METRICS_PORT, "METRICS_PORT");
  lifecycle.atEnd(() => drain(CLOSE_SECONDS));
}
