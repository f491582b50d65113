import fs from "node:fs";
import path from "node:path";
import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Launched, until } from "@/testing/launch";
import {
  api,
  dataDirectory,
  demoDirectory,
  ownerDatabase,
  readDemo,
  run,
  SLOW,
  startReady,
  stopsCleanly,
  unitNames,
} from "@/testing/process";

const Sent = z.strictObject({ sent: z.record(z.string(), z.number()) });
const Leads = z.object({ leads: z.array(z.object({ lead_id: z.string() })) });
const Detail = z.object({ events: z.array(z.object({ event_id: z.string(), event_type: z.string() })) });

/** How many events each OU has, by its name. */
async function eventsByUnit(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql`select u.name, count(e.event_id)::int as events
    from org_units u left join events e using (org_id, unit_id) group by u.org_id, u.unit_id`;
  return Object.fromEntries(rows.map(({ name, events }) => [name, events]));
}
const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** How many more events each OU has than before. */
async function arrived(sql: Sql, before: Record<string, number>): Promise<Record<string, number>> {
  const now = await eventsByUnit(sql);
  return Object.fromEntries(Object.entries(now).map(([name, events]) => [name, events - (before[name] ?? 0)]));
}

/** The last event of the OU's most recently active lead. */
async function newestEvent(server: Launched, token: string, unitId: string) {
  const get = async (path: string) => (await api(server, token, path, undefined, unitId)).json();
  const [lead] = Leads.parse(await get("/leads?sort=-last_event_at&limit=1")).leads;
  const [event] = Detail.parse(await get(`/leads/${lead?.lead_id}`)).events;
  return { id: event?.event_id, type: event?.event_type };
}

test("demo:events sends events to the demo organization's OUs until it has sent them all or gets a signal", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR });
  const demo = readDemo(DATA_DIR);
  fs.writeFileSync(path.join(DATA_DIR, "demo.json"), JSON.stringify({ ...demo, url: server.url }));
  const { token, unit_id: unitId } = demo;
  const { sql } = ownerDatabase(DATA_DIR);
  const names = await unitNames(server, token);

  const begun = await eventsByUnit(sql);
  const newest = await newestEvent(server, token, unitId);
  const fast = ["--per-second", "200"];
  const bounded = await run("demo-events", { DATA_DIR }, ["--events", "60", ...fast]);
  expect(await bounded.exited, bounded.stderr()).toBe(0);
  const { sent } = Sent.parse(JSON.parse(bounded.stdout()));
  expect(Object.keys(sent).sort()).toEqual([...names].sort());
  expect(total(sent)).toBe(60);
  expect(await arrived(sql, begun)).toEqual(sent);
  const seen = await newestEvent(server, token, unitId); // the first of 60 to 5 units: one in three goes to Default
  expect(seen.id).not.toBe(newest.id);
  expect(seen.type).toMatch(
    /^(page_viewed|pricing_page_viewed|email_opened|webinar_attended|demo_requested|unsubscribed)$/,
  );

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const before = await eventsByUnit(sql);
    const endless = await run("demo-events", { DATA_DIR }, ["--endless", ...fast]);
    await until("some events", async () => total(await arrived(sql, before)) >= 10);
    endless.child.kill(signal);
    expect(await endless.exited, signal).toBe(0);
    expect(Sent.parse(JSON.parse(endless.stdout())).sent).toEqual(await arrived(sql, before));
    expect(endless.stderr()).toBe("");
  }

  const interrupted = await run("demo-events", { DATA_DIR }, ["--endless", ...fast]);
  const before = await eventsByUnit(sql);
  await until("some events", async () => total(await arrived(sql, before)) >= 1);
  await stopsCleanly(server, DATA_DIR, "SIGTERM");
  for (const command of [interrupted, await run("demo-events", { DATA_DIR })]) {
    expect(await command.exited).toBe(1);
    expect(command.stderr()).toMatch(/^No server answers at http:\/\/\S+; start it with npm start\.\n$/);
    expect(command.stdout()).toBe("");
  }
});

test("demo:events says in one sentence that there is no demo, or how to use it", async () => {
  const DATA_DIR = dataDirectory();
  const alone = await run("demo-events", { DATA_DIR });
  expect(await alone.exited).toBe(1);
  expect(alone.stderr()).toBe(`There is no ${DATA_DIR}/demo.json; npm start makes it with the demo organization.\n`);
  for (const args of [["--events", "0"], ["--per-second", "x"], ["--event", "5"], ["5"]]) {
    const refused = await run("demo-events", { DATA_DIR }, args);
    expect(await refused.exited, args.join(" ")).toBe(1);
    expect(refused.stderr()).toMatch(/^Usage: npm run demo:events [^\n]*\n$/);
    expect(refused.stdout()).toBe("");
  }
});
