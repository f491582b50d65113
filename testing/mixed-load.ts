import { randomUUID } from "node:crypto";
import { until } from "./launch";

/** What a client sends to be known: a session's cookie or a token. */
export type Credential = Record<string, string>;

type Answer = { status: number; text: string };
type Sent = { method: string; path: string; body?: object; expected: number };

/** What clients of a load have seen. */
type Seen = {
  requests: number;
  /** Answers by their status. */
  statuses: Record<string, number>;
  /** Answers with another status than the request's, in full. */
  unexpected: string[];
  /** The requests that got no whole answer, and were sent again. */
  repeated: number;
  /** The OUs and the events whose writes were acknowledged. */
  units: string[];
  events: number;
};

const turns =
  (unit: string, client: number) =>
  (n: number): Sent[] => [
    { method: "GET", path: "/me", expected: 200 },
    { method: "POST", path: "/org-units", body: { name: `${unit} ${client}.${n}` }, expected: 201 },
    { method: "GET", path: "/members?limit=10", expected: 200 },
    {
      method: "POST",
      path: "/ingest",
      body: { event_type: "seen", aliases: [{ alias_kind: "cookie", raw_value: `${client}` }] },
      expected: 202,
    },
    { method: "GET", path: "/leads?limit=10", expected: 200 },
  ];

/**
 * Lets clients read and write through `url` until `stop`, each request of a client after the one before. A write has an
 * Idempotency-Key, and whatever is cut off is sent again, as callers should. A client with a cookie reads a page in each turn, too.
 */
export function beginLoad(url: string, unitId: string, credentials: Credential[]) {
  const seen: Seen = { requests: 0, statuses: {}, unexpected: [], repeated: 0, units: [], events: 0 };
  const run = randomUUID().slice(0, 8);
  let isOver = false;

  async function ask({ method, path, body }: Sent, credential: Credential): Promise<Answer> {
    const written = { "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
    const headers = { "X-Active-OU-ID": unitId, ...credential, ...(body ? written : {}) };
    for (;;) {
      try {
        const sent = { method, headers, redirect: "manual" as const, ...(body ? { body: JSON.stringify(body) } : {}) };
        const answer = await fetch(url + path, sent);
        return { status: answer.status, text: await answer.text() };
      } catch {
        seen.repeated += 1;
      }
    }
  }

  async function one(sent: Sent, credential: Credential): Promise<void> {
    const { status, text } = await ask(sent, credential);
    seen.requests += 1;
    seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
    if (status !== sent.expected)
      return void seen.unexpected.push(`${sent.method} ${sent.path} ${status} ${text.slice(0, 300)}`);
    if (sent.path === "/org-units") seen.units.push((sent.body as { name: string }).name);
    if (sent.path === "/ingest") seen.events += 1;
  }

  async function client(credential: Credential, index: number): Promise<void> {
    const page: Sent[] = credential.Cookie ? [{ method: "GET", path: "/dashboard", expected: 200 }] : [];
    for (let n = 0; !isOver; n += 1) {
      for (const sent of [...turns(run, index)(n), ...page]) await one(sent, credential);
    }
  }
  const clients = credentials.map(client);

  return {
    seen: seen as Readonly<Seen>,
    /** Waits until so many more requests were answered. */
    async more(count: number): Promise<void> {
      const enough = seen.requests + count;
      await until(`${count} more requests`, () => seen.requests >= enough, 120);
    },
    /** Ends the load when the requests on their way were answered. */
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(clients);
    },
  };
}
