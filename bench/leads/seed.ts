import postgres from "postgres";
import { seedBench, type Tenant } from "@/bench/seed";
import { encodeCursor } from "@/lib/cursor";
import { seedScores } from "./seed-scores";
import { seedUnits, type UnitSize } from "./seed-unit";
import type { LeadsSettings } from "./settings";

/** The measured OU of a seeded database, and how long filling it took. */
export type SeededUnit = {
  tenant: Tenant;
  unitId: string;
  leads: number;
  events: number;
  /** Of positions between a tenth and nine tenths of its list of leads. */
  cursors: string[];
  seedSeconds: number;
  scoreSeconds: number;
  databaseBytes: number;
};

const CURSORS = 64;
const LEADS_ELSEWHERE = 10;

/**
 * Fills an empty, migrated database: one organization has an OU with `leads` and ten times as many events, and thousands of
 * small OUs; other organizations have no leads.
 */
export async function seedLeads(
  ownerUrl: string,
  leads: number,
  { units: unitCount }: LeadsSettings,
): Promise<SeededUnit> {
  const startedAt = performance.now();
  const small = { members: 25, units: 5 };
  const [tenant] = await seedBench(ownerUrl, { organizations: 20, small, big: { members: 100, units: unitCount } });
  if (!tenant) throw new Error("no organization was seeded");
  const { orgId } = tenant;
  const units = tenant.unitIds.map((unitId, index) => {
    return { org_id: orgId, unit_id: unitId, index, leads: index === 0 ? leads : LEADS_ELSEWHERE };
  });
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await seedUnits(sql, ownerUrl, units);
    await sql`vacuum (analyze)`;
    const scoreSeconds = await seedScores(sql, units[0] as UnitSize);
    await sql`vacuum (analyze) lead_scores, score_points, scoring`;
    await sql`checkpoint`; // else the first rounds would pay for the seed's unwritten pages
    const unitId = tenant.unitIds[0] ?? "";
    const [facts] = await sql<{ events: number; bytes: number }[]>`
      select (select sum(events)::float8 from event_days where org_id = ${orgId} and unit_id = ${unitId}) as events,
             pg_database_size(current_database())::float8 as bytes`;
    const positions = await sql<{ score: string; lead_id: string }[]>`
      select score::text, lead_id from (
        select score, lead_id, row_number() over (order by score desc, lead_id desc) as nth
          from lead_scores where org_id = ${orgId} and unit_id = ${unitId}) s
       where nth % greatest(${leads}::int * 8 / 10 / ${CURSORS}::int, 1) = 0 and nth between ${leads}::int / 10 and ${leads}::int * 9 / 10`;
    const cursors = positions.map(({ score, lead_id: id }) =>
      encodeCursor("-score", { way: "after", key: [score, id] }),
    );
    const seedSeconds = (performance.now() - startedAt) / 1000;
    const { events = 0, bytes: databaseBytes = 0 } = facts ?? {};
    return { tenant, unitId, leads, events, cursors, seedSeconds, scoreSeconds, databaseBytes };
  } finally {
    await sql.end();
  }
}
