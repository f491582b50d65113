import type { LoadRequest } from "autocannon";
import { type Operation, operations } from "./operations";
import type { Tenant } from "./seed";

const LEADS = 1000;

let sent = 0;
function nextEvent(): string {
  sent += 1;
  const aliases = [{ alias_kind: "email", raw_value: `person.${sent % LEADS}@lead.test` }];
  return JSON.stringify({ event_type: "page_viewed", aliases, metadata: { visit: sent } });
}

const ingest = ({ token, unitIds }: Tenant): LoadRequest => ({
  method: "POST",
  path: "/ingest",
  headers: {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "x-active-ou-id": unitIds[0] ?? "",
  },
  body: nextEvent(),
  setupRequest: (request) => ({ ...request, body: nextEvent() }),
});

type Request = Operation["request"];

function requestOf(title: string): Request {
  const operation = operations.find((one) => one.title === title);
  if (!operation) throw new Error(`there is no operation ${title}`);
  return operation.request;
}

const turn: Request[] = [
  ...["GET /org-units", "GET /me", "GET /members (25)", "POST /org-units/active", "GET /org-units"].map(requestOf),
  ingest,
  ...["GET /me", "GET /members (25)", "POST /org-units", "GET /org-units", "POST /org-units/active"].map(requestOf),
];

/** Of eleven requests seven read, three write, and one ingests an event. */
export const mixed: Operation = {
  title: "mixed load",
  who: "small",
  request: (tenant, index) => (turn[index % turn.length] as Request)(tenant, index),
  status: 200,
  leastCharacters: 0,
  wanted: {},
};

/** Each tenant once for every request of the mixed load. */
export const inTurns = (tenants: Tenant[]): Tenant[] => tenants.flatMap((tenant) => turn.map(() => tenant));
