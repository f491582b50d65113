import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { install } from "@/testing/installation";
import { keptDifferences } from "@/testing/kept-counts";
import { buildLastRelease } from "@/testing/last-release";
import { type Launched, until } from "@/testing/launch";
import { beginLoad } from "@/testing/mixed-load";
import { api, run, SLOW } from "@/testing/process";
import { signIn } from "@/testing/sign-in";

const THIS = ".";

/** Gives every table one more column, as the migrations of any later release may. */
async function grow(sql: Sql): Promise<void> {
  const tables = await sql<{ name: string }[]>`select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  for (const { name } of tables) await sql.unsafe(`alter table ${name} add column grown text`);
}

async function stop({ child, exited }: Launched): Promise<void> {
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
}

/** The scripts and styles of a server's sign-in page. */
async function builtFiles({ url }: Launched): Promise<string[]> {
  const page = await (await fetch(`${url}/sign-in`)).text();
  return [...new Set([...page.matchAll(/\/_next\/static\/[^"\\]+\.(?:js|css)/g)].map(([file]) => file))];
}

test("an upgrade under load, one process after the other: the last release serves on the new schema, both serve beside each other, and nobody notices", {
  timeout: 2 * SLOW,
}, async () => {
  const release = await buildLastRelease();
  const { env, sql, balancer, standIn, organization, command } = await install(release);
  const { unit_id: unitId, token } = organization;
  const bearer = { Authorization: `Bearer ${token}` };
  const start = async (tree: string) => {
    const server = await run("start", { ...env, WORKER_CONCURRENCY: "0" }, [], "", tree);
    await server.ready();
    balancer.add(server);
    return server;
  };
  const invite = async (server: Launched, address: string) => {
    const body = { role: "viewer", members: [{ email: address }] };
    expect((await api(server, token, "/members/batch", body)).status).toBe(200);
    await until(`the mail to ${address}`, () => standIn.mailsTo(address).length === 1);
  };
  const former = [await start(release), await start(release)] as const;
  const formerWorker = await run("worker", env, [], "", release);
  const sessions = await Promise.all([1, 2].map(() => signIn(balancer.url, organization)));
  const load = beginLoad(balancer.url, unitId, [...sessions, bearer, bearer]);
  await load.more(100);

  await command("db-migrate", [], THIS);
  await load.more(200);
  for (const server of former) await signIn(server.url, organization, balancer.url);
  await invite(former[0], "from-the-last-release@example.com");

  const upgraded: Launched[] = [];
  for (const server of former) {
    const next = await start(THIS);
    upgraded.push(next);
    await load.more(100);
    const files = (await Promise.all([server, next].map(builtFiles))).flat();
    for (const file of [...files, ...files]) expect((await fetch(balancer.url + file)).status, file).toBe(200);
    await balancer.remove(server);
    await stop(server);
    await load.more(100);
  }
  await invite(upgraded[0] as Launched, "for-the-former-worker@example.com");
  await run("worker", env);
  await stop(formerWorker);
  await grow(sql);
  await invite(upgraded[1] as Launched, "from-this-release@example.com");
  await load.more(100);
  await load.stop();

  const { seen } = load;
  console.info(`${seen.requests} requests:`, seen.statuses);
  expect([seen.unexpected, seen.repeated, balancer.cuts]).toEqual([[], 0, []]);
  const units = await sql<{ name: string }[]>`select name from org_units where not is_default`;
  expect(units.map(({ name }) => name).sort()).toEqual([...seen.units].sort());
  const [events] = await sql`select count(*)::int as kept from events`;
  expect(events?.kept).toBe(seen.events);
  expect(await keptDifferences(sql)).toEqual([]); // counted when the schema changed, and then by triggers for both versions
});
