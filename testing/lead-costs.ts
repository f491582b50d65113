import postgres, { type PendingQuery, type Sql, type TransactionSql } from "postgres";
import { openOwnDatabase } from "./own-database";

// What the statements about one lead read in an OU of many leads among many OUs, in 8 kB pages.

const [ORG, UNIT] = ["org_costs", "unit_0"];
const lead = (n: number) => `lead_${String(n).padStart(32, "0")}`;
const mail = (n: number) => `person.${n}@lead.test`;
const WARM_UP = 7; // Postgres keeps a plan for all values from the sixth execution on

async function seed(sql: Sql, leads: number, units: number): Promise<void> {
  await sql`set session_replication_role = replica`; // no foreign keys: planned for empty tables, each check would read all rows
  await sql`insert into organizations (org_id, name) values (${ORG}, 'Costs')`;
  await sql`insert into org_units (org_id, unit_id, name, name_key, slug)
    select ${ORG}, 'unit_' || n, n::text, n::text, n::text from generate_series(0, ${units}::int) n`;
  const people = sql`select ${ORG} as org_id, case when n <= ${leads}::int then ${UNIT} else 'unit_' || n - ${leads}::int end as unit_id,
      n, 'lead_' || lpad(n::text, 32, '0') as lead_id from generate_series(1, ${leads + units}::int) n`;
  for (const table of ["leads", "lead_aliases", "lead_event_counts", "lead_scores"])
    await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
  await sql`insert into leads (org_id, unit_id, lead_id, search_key, last_active_at, created_at)
    select org_id, unit_id, lead_id, '', now() - n * interval '1 second', now() - n * interval '1 second' from (${people}) p`;
  await sql`insert into lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
    select org_id, unit_id, 'email', 'person.' || n || '@lead.test', '', lead_id from (${people}) p`;
  await sql`insert into lead_event_counts (org_id, unit_id, lead_id, event_type, events, last_at)
    select org_id, unit_id, lead_id, 'seen', 1, now() - n * interval '1 second' from (${people}) p`;
  await sql`insert into scoring (org_id, unit_id) select org_id, unit_id from org_units`;
  await sql`insert into lead_scores (org_id, unit_id, generation, lead_id, score, engagement, profile)
    select org_id, unit_id, 1, lead_id, n % 300, n % 300, 0 from (${people}) p`;
}

type Explained = { "QUERY PLAN": [{ Plan: Record<"Shared Hit Blocks" | "Shared Read Blocks", number> }] };
type Statement = (sql: TransactionSql, n: number) => PendingQuery<Explained[]>;

const ingest = (names: (n: number) => string[]): Statement => {
  return (sql, n) => {
    const aliases = names(n).map((key) => ({ g: 1, kind: "email", key, raw: key }));
    const events = [{ n: 0, g: 1, id: `evt_${n}`, type: "seen", at: new Date().toISOString() }];
    return sql<
      Explained[]
    >`explain (analyze, buffers, format json) select ingest_events(${ORG}, ${UNIT}, array[${`lead_new_${n}`}], '[]'::json,
      ${JSON.stringify(aliases)}::text::json, ${JSON.stringify(events)}::text::json, true)`;
  };
};

/** The statements about one lead, by what they do. The first is about somebody new, as in every installation. */
export const statements: Record<string, Statement> = {
  "an event about somebody new": ingest((n) => [`new.${n}@lead.test`]),
  "an event about a known person": ingest((n) => [mail(n)]),
  "an event that merges two leads": ingest((n) => [mail(1_000 + 2 * n), mail(1_001 + 2 * n)]),
  "a change of a lead": (sql, n) => sql<
    Explained[]
  >`explain (analyze, buffers, format json) select save_lead(${ORG}, ${UNIT}, ${lead(2_000 + n)}, false,
      ${JSON.stringify({ owner_name: "Grace", aliases: [{ kind: "email", key: `other.${n}`, raw: "" }] })}::text::jsonb)`,
  "an erasure": (sql, n) =>
    sql<Explained[]>`explain (analyze, buffers, format json) select erase_lead(${ORG}, ${UNIT}, ${lead(3_000 + n)})`,
};

async function pagesOf(sql: Sql, statement: Statement): Promise<number> {
  let pages = 0;
  for (let n = 1; n <= WARM_UP; n += 1) {
    pages = await sql.begin(async (tx) => {
      await tx`select set_config('app.org_role', 'admin', true), set_config('app.unit_org_id', ${ORG}, true),
        set_config('app.unit_id', ${UNIT}, true), set_config('app.unit_role', 'admin', true)`;
      const [row] = await statement(tx, n);
      const plan = row?.["QUERY PLAN"][0].Plan;
      return (plan?.["Shared Hit Blocks"] ?? Number.NaN) + (plan?.["Shared Read Blocks"] ?? Number.NaN);
    });
  }
  return pages;
}

/** Seeds a new database and returns how many pages each statement reads there, once it has been executed a few times. */
export async function readCosts(leads: number, units: number, isAnalyzed: boolean): Promise<Record<string, number>> {
  const { ownerUrl, appUrl, drop } = await openOwnDatabase();
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const app = postgres(appUrl, { max: 1 });
  try {
    await seed(owner, leads, units);
    if (isAnalyzed) await owner`analyze`;
    const costs: Record<string, number> = {};
    for (const [name, statement] of Object.entries(statements)) costs[name] = await pagesOf(app, statement);
    return costs;
  } finally {
    await Promise.all([owner.end({ timeout: 1 }), app.end({ timeout: 1 })]);
    await drop();
  }
}
