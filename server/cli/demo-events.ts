import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { env } from "@/lib/env";
import { readJsonFile } from "@/lib/private-file";
import { demoEvent, demoPerson } from "@/server/demo/leads";
import { readOptions } from "./options";

const USAGE = "npm run demo:events [-- --events 200] [-- --per-second 10] [-- --endless]";
const PEOPLE = 60;

const Demo = z.object({ url: z.string(), token: z.string() });
const Units = z.array(z.object({ unit_id: z.string(), name: z.string() }));
const count = z.coerce.number().int().min(1).max(1_000_000);
const Options = z.strictObject({
  events: count.default(200),
  per_second: count.max(200).default(10),
  endless: z.boolean().default(false),
});

/** A failure explained in one sentence to the command's user. */
class Refusal extends Error {}

function optionsOf(args: string[]) {
  try {
    return readOptions(args, { usage: USAGE, options: Options, flags: ["endless"] });
  } catch {
    throw new Refusal(`Usage: ${USAGE}`);
  }
}

function readDemo() {
  const file = path.join(env().DATA_DIR, "demo.json");
  const demo = Demo.safeParse(readJsonFile(file));
  if (!demo.success) throw new Refusal(`There is no ${file}; npm start makes it with the demo organization.`);
  return demo.data;
}

async function call({ url, token }: z.output<typeof Demo>, address: string, unitId?: string, body?: unknown) {
  const selection: Record<string, string> = unitId ? { "X-Active-OU-ID": unitId } : {};
  const content: RequestInit = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }
    : {};
  const headers = { Authorization: `Bearer ${token}`, ...selection, ...(content.headers as Record<string, string>) };
  const response = await fetch(`${url}${address}`, { ...content, headers }).catch(() => {
    throw new Refusal(`Nobody answers at ${url}; start the server with npm start.`);
  });
  if (!response.ok) throw new Refusal(`${address} was answered ${response.status}: ${await response.text()}`);
  return response.json();
}

type Sending = z.output<typeof Options>;

async function send({ events, endless, per_second: perSecond }: Sending, signal: AbortSignal) {
  const demo = readDemo();
  const units = Units.parse(await call(demo, "/org-units"));
  const sent: Record<string, number> = Object.fromEntries(units.map(({ name }) => [name, 0]));
  for (let number = 0; (endless || number < events) && !signal.aborted; number += 1) {
    const unit = units[Math.floor(Math.random() ** 1.5 * units.length)] as (typeof units)[number];
    const person = demoPerson(unit.name, Math.floor(Math.random() ** 2 * PEOPLE));
    await call(demo, "/ingest", unit.unit_id, demoEvent(Math.random, person));
    sent[unit.name] = (sent[unit.name] ?? 0) + 1;
    await sleep(1000 / perSecond, undefined, { signal }).catch(() => {});
  }
  return sent;
}

/**
 * `npm run demo:events`: sends believable events for the demo organization's OUs to the running server, through its API, and
 * prints how many each got as one line of JSON. A failure is one sentence on stderr, with the exit code 1.
 */
export async function main(args: string[]): Promise<void> {
  const ended = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => ended.abort());
  try {
    const options = optionsOf(args);
    if (options) process.stdout.write(`${JSON.stringify({ sent: await send(options, ended.signal) })}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(
      error instanceof Refusal ? `${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`,
    );
  }
}
