import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { createLeadsReference } from "./reference-operations";

const BEARER = /^Bearer (\S+)$/;

const { DATABASE_URL, DATABASE_POOL_SIZE, HOST, PORT } = env();
const reference = createLeadsReference(DATABASE_URL ?? "", DATABASE_POOL_SIZE);

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function respond(request: IncomingMessage): Promise<{ status: number; text?: string; unitId?: string }> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/healthz") return { status: 200, text: '"up"' };
  const token = BEARER.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const unit = await reference.authenticate(token, String(request.headers["x-active-ou-id"]));
  if (!unit) return { status: 401 };
  switch (`${request.method} ${pathname}`) {
    case "POST /ingest": {
      const answer = await reference.ingest(unit, JSON.parse(await readText(request)));
      return { status: 202, text: JSON.stringify(answer), unitId: unit.unitId };
    }
    case "GET /leads":
      return { status: 200, text: await reference.list(unit, searchParams.get("cursor")), unitId: unit.unitId };
    default:
      return { status: 404 };
  }
}

function send(response: ServerResponse, status: number, text = "", unitId = ""): void {
  const headers = { "Content-Type": "application/json", "X-Active-OU-ID": unitId };
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(text) }).end(text);
}

// The least that a server can do and still answer: no validation, no log, no request ID, no limits.
const server = http.createServer((request, response) => {
  respond(request).then(
    ({ status, text, unitId }) => send(response, status, text, unitId),
    (error: unknown) => {
      process.stderr.write(`${error}\n`);
      send(response, 500);
    },
  );
});
server.keepAliveTimeout = 65_000;
server.listen(PORT, HOST);
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(0));
