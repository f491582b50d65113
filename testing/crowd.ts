import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { signIn } from "./sign-in";

// Programs that write under Idempotency-Keys and browsers with sessions, on several servers, while their database fails over.

const PAUSE_MILLISECONDS = 20;
const SILENCE_MILLISECONDS = 30_000;

export type Account = { email: string; password: string; token: string };

/** What the crowd has seen: the OUs it was told it made, the longest time without one, and what the servers refused. */
export type Seen = {
  acknowledged: Map<string, string>;
  tried: Set<string>;
  longestGapSeconds: number;
  signedOut: number;
  refusals: Map<string, number>;
};

/** What the database has of it: acknowledged OUs that are missing, and OUs or audit entries that are there twice. */
export type Verdict = { lost: string[]; doubled: string[] };

const ask = (url: string, init: RequestInit) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(SILENCE_MILLISECONDS) }).catch(() => undefined);

/** Lets `size` writers and as many browsers work on the servers until it is ended; a refused write is sent again under its key. */
export async function startCrowd(urls: string[], account: Account, size: number) {
  const seen: Seen = {
    acknowledged: new Map(),
    tried: new Set(),
    longestGapSeconds: 0,
    signedOut: 0,
    refusals: new Map(),
  };
  const run = randomUUID().slice(0, 8);
  let isOver = false;
  let last = performance.now();
  const urlOf = (turn: number) => urls[turn % urls.length] as string;
  const note = (what: string) => seen.refusals.set(what, (seen.refusals.get(what) ?? 0) + 1);

  async function write(name: string, turn: number): Promise<boolean> {
    const headers = {
      authorization: `Bearer ${account.token}`,
      "content-type": "application/json",
      "idempotency-key": name.replaceAll(" ", "-"),
    };
    const answer = await ask(`${urlOf(turn)}/org-units`, { method: "POST", headers, body: JSON.stringify({ name }) });
    const body = (await answer?.json().catch(() => undefined)) as { unit_id?: string; code?: string } | undefined;
    if (answer?.status !== 201 || !body?.unit_id) {
      note(`${answer?.status ?? "no answer"} ${body?.code ?? ""}`.trim());
      return false;
    }
    seen.acknowledged.set(name, body.unit_id);
    seen.longestGapSeconds = Math.max(seen.longestGapSeconds, (performance.now() - last) / 1000);
    last = performance.now();
    return true;
  }
  async function writeOn(writer: number): Promise<void> {
    for (let n = 0; !isOver; n += 1) {
      const name = `Crowd ${run} ${writer} ${n}`;
      seen.tried.add(name);
      for (let turn = writer; !(await write(name, turn)) && !isOver; turn += 1) await sleep(PAUSE_MILLISECONDS * 5);
      await sleep(PAUSE_MILLISECONDS);
    }
  }
  async function readOn(session: { Cookie: string }, reader: number): Promise<void> {
    for (let turn = reader; !isOver; turn += 1) {
      const answer = await ask(`${urlOf(turn)}/me`, { headers: session });
      await answer?.text();
      if (answer?.status === 401 || answer?.status === 403) seen.signedOut += 1;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
  const people = Array.from({ length: size }, (_, index) => index);
  const sessions = await Promise.all(people.map((one) => signIn(urlOf(one), account)));
  last = performance.now();
  const working = [...people.map(writeOn), ...sessions.map(readOn)];
  return {
    seen,
    /** Starts a new measurement of the longest gap. */
    restartClock(): void {
      [seen.longestGapSeconds, last] = [0, performance.now()];
    },
    async end(): Promise<Seen> {
      isOver = true;
      await Promise.all(working);
      return seen;
    },
  };
}

/** Compares what the crowd was told with what the database has, as its owner. */
export async function judge(sql: Sql, { acknowledged, tried }: Seen): Promise<Verdict> {
  const units = await sql<{ id: string; name: string; entries: number }[]>`
    select u.unit_id as id, u.name, (select count(*)::int from audit_entries e where e.org_id = u.org_id
             and e.target_id = u.unit_id and e.action = 'org_unit.created') as entries
      from org_units u where u.name = any (${[...tried]})`;
  const found = new Map(units.map(({ id, name }) => [name, id]));
  const lost = [...acknowledged].filter(([name, id]) => found.get(name) !== id).map(([name]) => name);
  const doubled = units
    .filter(({ name, id, entries }) => entries !== 1 || found.get(name) !== id)
    .map(({ name }) => name);
  return { lost, doubled };
}
