import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { env } from "@/lib/env";
import type { Outcome } from "./reference-members";
import { createReference } from "./reference-operations";

const BEARER = /^Bearer (\S+)$/;

const { DATABASE_URL, DATABASE_POOL_SIZE, HOST, PORT } = env();
const reference = createReference(DATABASE_URL ?? "", DATABASE_POOL_SIZE);

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return JSON.parse(text) as Record<string, unknown>;
}

async function respond(request: IncomingMessage): Promise<Outcome> {
  const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
  const caller = token ? await reference.authenticate(token) : undefined;
  if (!caller) return { status: 401 };
  const [path, query] = (request.url ?? "").split("?");
  switch (`${request.method} ${path}`) {
    case "GET /org-units":
      return { status: 200, body: await reference.listOrgUnits(caller.org_id) };
    case "GET /me":
      return { status: 200, body: await reference.readMe(caller, String(request.headers["x-active-ou-id"])) };
    case "GET /members":
      if (query !== undefined) return reference.pageMembers(caller.org_id, new URLSearchParams(query));
      return { status: 200, body: await reference.listMembers(caller.org_id) };
    case "POST /org-units/active":
      return reference.activate(caller.org_id, String((await readBody(request)).ouId));
    case "POST /org-units":
      if (caller.role !== "admin") return { status: 403 };
      return { status: 201, body: await reference.create(caller.org_id, String((await readBody(request)).name)) };
    default:
      return { status: 404 };
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: Outcome): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": length, ...headers }).end(text);
}

// The least that a server can do and still answer: no validation, no log, no request ID, no limits.
const server = http.createServer((request, response) => {
  if (request.url === "/healthz") return send(response, { status: 200, body: "up" });
  respond(request).then(
    (outcome) => send(response, outcome),
    () => send(response, { status: 500 }),
  );
});
server.keepAliveTimeout = 65_000;
server.listen(PORT, HOST);
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(0));
