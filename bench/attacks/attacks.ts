import http from "node:http";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Tenant } from "@/bench/seed";

/** Where an attack goes, and as whom. */
export type Aim = { url: URL; attacker: Tenant; rulesetId: string };

export type Attack = {
  name: string;
  /** How many requests run at once. */
  parallel: number;
  one: One;
};
type One = (aim: Aim, until: number) => Promise<number>;

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: Buffer | string };

/** Sends a request and reads its answer to the end. Returns the status, or 0 if the connection ended first. */
function ask({ url, attacker }: Aim, { method, path, headers = {}, body }: Sent): Promise<number> {
  return new Promise((resolve) => {
    const all = { Authorization: `Bearer ${attacker.token}`, "Content-Type": "application/json", ...headers };
    const request = http.request(new URL(path, url), { method, headers: all, agent, timeout: 20_000 }, (response) => {
      response.resume().once("close", () => resolve(response.statusCode ?? 0));
    });
    request.once("socket", (socket) => socket.on("error", () => resolve(0)));
    request.on("error", () => resolve(0)).once("timeout", () => request.destroy());
    request.end(body);
  });
}

// Not kept alive: a connection that breaks after its answer affects no other request.
const agent = new http.Agent({ maxSockets: 400 });
const inUnit = ({ attacker }: Aim) => ({ "X-Active-OU-ID": attacker.unitIds[0] ?? "" });
const keys = (count: number, value: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, value]));

const manyKeys = Buffer.from(JSON.stringify({ event_type: "x", lead_id: "lead_1", metadata: keys(600_000, "") }));
const badItems = Buffer.from(
  JSON.stringify(
    Array.from({ length: 1000 }, () => ({ event_type: 5, metadata: "none", ...keys(95, "x".repeat(60)) })),
  ),
);
const rules = Array.from({ length: 500 }, (_, n) => ({
  profile_field: "employees",
  operator: "greater_than",
  value: n,
  weight: 1,
}));

const ingest = (body: Buffer) => (aim: Aim) =>
  ask(aim, { method: "POST", path: "/ingest", headers: inUnit(aim), body });

let invited = 0;
const inviteOne: One = (aim) => {
  const person = { first_name: "A", last_name: "B", email: `a${++invited}.${process.pid}@attack.test`, role: "viewer" };
  return ask(aim, {
    method: "POST",
    path: "/members",
    body: JSON.stringify({ ...person, password: "plum orbit lantern 41" }),
  });
};

/** Writes to a connection and never reads from it; ends with the attack. */
const neverRead: One = async ({ url, attacker }, until) => {
  const socket = net.connect(Number(url.port), url.hostname).on("error", () => {});
  socket.pause();
  const request = `GET /members HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${attacker.token}\r\n\r\n`;
  socket.write(request.repeat(40));
  await sleep(Math.max(0, until - Date.now()));
  socket.destroy();
  return 0;
};

/** Sends a page a chunked body of 9.5 MB that never ends, without a credential. */
const heldOpen =
  (path: string): One =>
  async ({ url }, until) => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    let status = 0;
    const request = http.request(new URL(path, url), { method: "POST", headers }, (response) => {
      status = response.statusCode ?? 0;
      response.resume();
    });
    request.on("error", () => {});
    for (let sent = 0; sent < 95 && !request.destroyed; sent += 1) request.write("x".repeat(100_000));
    await sleep(Math.max(0, until - Date.now()));
    request.destroy();
    return status;
  };

/** What one organization, or somebody without an account, does to the others. */
export const attacks: Attack[] = [
  { name: "ingest with 600,000 metadata keys", parallel: 4, one: ingest(manyKeys) },
  { name: "GET /members, the full list", parallel: 100, one: (aim) => ask(aim, { method: "GET", path: "/members" }) },
  {
    name: "previews of 500 rules",
    parallel: 12,
    one: (aim) =>
      ask(aim, {
        method: "POST",
        path: `/rulesets/${aim.rulesetId}/preview`,
        headers: inUnit(aim),
        body: JSON.stringify({ rules }),
      }),
  },
  { name: "POST /members", parallel: 300, one: inviteOne },
  { name: "batches of 1,000 invalid items", parallel: 4, one: ingest(badItems) },
  { name: "40 pipelined GET /members, never read", parallel: 30, one: neverRead },
  { name: "9.5 MB held open to /sign-in/submit", parallel: 80, one: heldOpen("/sign-in/submit") },
  { name: "9.5 MB held open to /dashboard", parallel: 80, one: heldOpen("/dashboard") },
];

/** Keeps an attack up until the time is over. Returns how often it got each status. */
export async function run({ parallel, one }: Attack, aim: Aim, until: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const keepOn = async () => {
    while (Date.now() < until) {
      const status = await one(aim, until);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 0) await sleep(50);
    }
  };
  await Promise.all(Array.from({ length: parallel }, keepOn));
  return statuses;
}
