import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { drive, type Sample } from "./load";
import { type Bench, extentOf, progress } from "./measure";
import type { Operation } from "./operations";
import type { Measured } from "./report";
import { seedBench, type Tenant } from "./seed";
import { seedSession } from "./session";
import { anotherDatabase, type Site } from "./site";
import { startOurs, type Target } from "./targets";

/** The measured pages; the first shows nothing but the shell. */
const pages = [
  { title: "an empty page", path: () => "/dashboard/signed-in" },
  { title: "the overview", path: () => "/dashboard" },
  { title: "members", path: () => "/dashboard/members" },
  { title: "an org unit", path: ({ unitIds }: Tenant) => `/dashboard/org-units/${unitIds[1]}` },
  { title: "leads", path: () => "/dashboard/ou/headquarters/leads" },
];

/** A signed-in org admin. */
type Visitor = { name: string; tenant: Tenant; cookie: string };

/** A request for a page as an operation. */
export const visit = (title: string, path: string, cookie: string): Operation => ({
  title,
  who: "big",
  request: () => ({ method: "GET", path, headers: { cookie } }),
  status: 200,
  leastCharacters: 5000,
  wanted: {},
});

/** Sends the tenant's first OU a batch of events, each about another lead. */
async function sendEvents({ url }: Target, { token, unitIds }: Tenant, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({
    event_type: "page_viewed",
    aliases: [{ alias_kind: "email", raw_value: `person.${n}@lead.test` }],
    metadata: { page: `/pricing/${n % 100}` },
  }));
  const bearer = { Authorization: `Bearer ${token}`, "X-Active-OU-ID": unitIds[0] ?? "" };
  const headers = { ...bearer, "Content-Type": "application/json" };
  const answer = await fetch(`${url}/ingest`, { method: "POST", headers, body: JSON.stringify(events) });
  if (answer.status !== 202) throw new Error(`ingest answered ${answer.status}: ${await answer.text()}`);
}

async function seedOrganizations(site: Site, big: number, small: number) {
  const database = await anotherDatabase(site, "pages");
  await migrateDatabase(database);
  const [many, few] = await seedBench(database.ownerUrl, {
    organizations: 2,
    big: { members: big, units: 50 },
    small: { members: small, units: 50 },
  });
  return { database, many, few };
}

/** A smoke run takes no times, so it visits the organizations that are there. */
async function seedVisitors({ settings, tenants, ...site }: Bench) {
  const [big, small] = settings.isSmoke ? [settings.big.members, settings.small.members] : [50_000, 500];
  const { database, many, few } =
    settings.isSmoke && tenants.length > 0
      ? { database: site.database, many: tenants[0], few: tenants[1] }
      : await seedOrganizations(site, big, small);
  if (!many || !few) throw new Error("the organizations were not seeded");
  const sql = postgres(database.ownerUrl, { max: 1 });
  const visitorOf = async (members: number, tenant: Tenant): Promise<Visitor> => {
    const cookie = await seedSession(sql, tenant);
    return { name: `${members.toLocaleString("en")} members`, tenant, cookie };
  };
  const visitors = [await visitorOf(small, few), await visitorOf(big, many)];
  await sql.end();
  return { database, visitors };
}

/** Measures pages of an organization of 500 members and of one of 50,000, taking turns, in a database of their own. */
export async function measurePages(bench: Bench): Promise<Measured[]> {
  const { settings, postgresPid } = bench;
  const { connections, rounds, longWarmUpRequests } = settings;
  const { database, visitors } = await seedVisitors(bench);
  const target = await startOurs(database);
  const measured: Measured[] = [];
  try {
    for (const { tenant } of visitors) await sendEvents(target, tenant, settings.isSmoke ? 50 : 1000);
    for (const { title, path } of pages) {
      progress(`page: ${title}`);
      const loads = visitors.map(({ name, tenant, cookie }) => {
        const operation = visit(title, path(tenant), cookie);
        return { name, operation, target, tenants: [tenant], connections, postgresPid, samples: [] as Sample[] };
      });
      for (const load of loads) await drive(load, { amount: longWarmUpRequests });
      for (let round = 0; round < rounds; round += 1) {
        for (const load of loads) load.samples.push(await drive(load, extentOf(load.operation, settings)));
      }
      measured.push({ operation: visit(title, "", ""), series: loads, roundTrips: [] });
    }
    return measured;
  } finally {
    await target.stop();
  }
}
