import postgres from "postgres";
import { progress } from "@/bench/measure";
import { defineBenchId, seedOrganizations, seedTokens, type Tenant } from "@/bench/seed";

const SIZE = { members: 50, units: 3 };
const SIZES = { organizations: 0, small: SIZE, big: SIZE };
/** How many fit in a transaction: each organization holds some of the database's locks. */
const BATCH = 250;
/** How many organizations send requests, spread evenly over all. */
const CALLING = 2_000;

/** What a database holds. */
export type Held = { organizations: number; members: number; memberships: number; bytes: number };

/**
 * Fills an empty, migrated database with organizations of 50 members and 3 OUs each, unless that has been done, and gives the callers
 * new tokens.
 */
export async function seedScale(ownerUrl: string, organizations: number): Promise<{ tenants: Tenant[]; held: Held }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await defineBenchId(sql);
    const [{ done } = { done: 0 }] = await sql<{ done: number }[]>`select count(*)::int as done from organizations`;
    for (let first = done + 1; first <= organizations; first += BATCH) {
      const last = Math.min(organizations, first + BATCH - 1);
      await sql.unsafe("begin");
      await seedOrganizations(sql, SIZES, first, last);
      await sql.unsafe("commit");
      if (last % 10_000 === 0) progress(`seeded ${last} organizations`);
    }
    await sql`delete from personal_access_tokens`;
    const step = Math.max(1, Math.floor(organizations / CALLING));
    const numbers = Array.from({ length: Math.min(CALLING, organizations) }, (_, index) => 1 + index * step);
    const tokens = await seedTokens(sql, numbers);
    if (done < organizations) await sql`vacuum (analyze)`;
    const units = await sql<{ org_id: string; unit_ids: string[] }[]>`
      select org_id, array_agg(unit_id order by unit_id) as unit_ids from org_units
       where org_id in (select pg_temp.bench_id('org', n) from unnest(${numbers}::bigint[]) n) group by 1 order by 1`;
    const [held] = await sql<Held[]>`
      select (select count(*) from organizations)::int as organizations, (select count(*) from members)::int as members,
             (select count(*) from ou_memberships)::int as memberships, pg_database_size(current_database())::float8 as bytes`;
    const tenants = units.map((row, index) => ({
      orgId: row.org_id,
      unitIds: row.unit_ids,
      token: tokens[index] ?? "",
      cursors: [],
    }));
    return { tenants, held: held as Held };
  } finally {
    await sql.end();
  }
}
