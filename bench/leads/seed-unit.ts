import postgres, { type Sql } from "postgres";
import { defineBenchId } from "@/bench/seed";

/** An OU to fill. The numbers in its rows' IDs are derived from its index. */
export type UnitSize = { orgId: string; unitId: string; index: number; leads: number };

type Piece = UnitSize & { from: number; to: number };

/** A lead's e-mail address and the types of its events, both in the seeded rows and in requests. */
export const emailOf = (lead: number) => `person.${lead}@lead.test`;
export const EVENT_TYPES = [
  "page_viewed",
  "pricing_viewed",
  "email_opened",
  "form_sent",
  "demo_booked",
  "unsubscribed",
];

const PIECE = 10_000;
const IDS_PER_UNIT = 100_000_000; // more than an OU has leads
const SESSIONS = 2;

const firstIdOf = ({ index }: UnitSize) => index * IDS_PER_UNIT;

// Leads arrived over 200 days long ago; each has 1 to 19 events, ten on average, from the last 80 days. `offset 0` keeps the
// planner from computing an ID again for each event.
const peopleOf = (sql: Sql, piece: Piece, now: Date) => sql`
  select n, pg_temp.bench_id('lead', ${firstIdOf(piece)}::bigint + n) as lead_id, 'person.' || n || '@lead.test' as email,
         ${now}::timestamptz - interval '300 days' + n * (interval '200 days' / ${piece.leads}::int) as came,
         ${now}::timestamptz - interval '1 day' - n::bigint * 7919 % 110000 * interval '1 minute' as latest
    from generate_series(${piece.from}::int, ${piece.to}::int) n offset 0`;

async function seedPeople(sql: Sql, piece: Piece, now: Date): Promise<void> {
  const { orgId, unitId } = piece;
  await sql`insert into leads (org_id, unit_id, lead_id, owner_name, profile, profile_keys, created_at, updated_at, last_event_at, last_active_at, score_changes)
    select ${orgId}, ${unitId}, lead_id, case when n % 3 > 0 then 'Owner ' || n % 40 end,
           profile, lower(profile::text)::jsonb,
           came, latest, latest, latest, 1
      from (${peopleOf(sql, piece, now)}) p cross join lateral jsonb_build_object('name', 'Person ' || n,
        'company', 'Company ' || n % 5000, 'employees', n::bigint * 31 % 900, 'country', (array['de', 'fr', 'us', 'se'])[1 + n % 4]) profile`;
}

async function seedActivity(sql: Sql, piece: Piece, now: Date, slot: number): Promise<void> {
  const { orgId, unitId } = piece;
  const people = peopleOf(sql, piece, now);
  await sql`insert into lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id, created_at)
    select ${orgId}, ${unitId}, kind, key, key, lead_id, came
      from (${people}) p, lateral (values ('email', email), ('cookie', case n % 2 when 0 then md5(email) end)) a (kind, key)
     where key is not null`;
  await sql`with made as materialized (
      select n, k, lead_id, (${EVENT_TYPES}::text[])[1 + (n + k * k) % ${EVENT_TYPES.length}::int] as type,
             latest - k * interval '97 minutes' as at
        from (${people}) p, generate_series(0, n * 7 % 19) k),
    kept as (
      insert into events (org_id, unit_id, event_id, lead_id, event_type, occurred_at, received_at, metadata)
      select ${orgId}, ${unitId}, pg_temp.bench_id('evt', (${firstIdOf(piece)}::bigint + n) * 32 + k), lead_id, type, at, at,
             json_build_object('page', '/pricing/' || n % 100, 'visit', k)
        from made),
    days as (
      insert into event_days as d (org_id, unit_id, day, slot, events)
      select ${orgId}, ${unitId}, (at at time zone 'UTC')::date, ${slot}::int, count(*) from made group by 3
      on conflict (org_id, unit_id, day, slot) do update set events = d.events + excluded.events)
    insert into lead_event_counts (org_id, unit_id, lead_id, event_type, events, last_at)
    select ${orgId}, ${unitId}, lead_id, type, count(*), max(at) from made group by lead_id, type order by lead_id, type`;
}

const piecesOf = (unit: UnitSize): Piece[] =>
  Array.from({ length: Math.ceil(unit.leads / PIECE) }, (_, piece) => ({
    ...unit,
    from: piece * PIECE + 1,
    to: Math.min((piece + 1) * PIECE, unit.leads),
  }));

type Session = { sql: Sql; slot: number };

async function inSessions(ownerUrl: string, pieces: Piece[], seed: (session: Session, piece: Piece) => Promise<void>) {
  const rest = pieces.values();
  const session = async (slot: number) => {
    const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await defineBenchId(sql);
      for (const piece of rest) await seed({ sql, slot }, piece);
    } finally {
      await sql.end();
    }
  };
  await Promise.all(Array.from({ length: SESSIONS }, (_, slot) => session(slot)));
}

/** Fills the OUs with leads, aliases, events and counts, piece by piece in two sessions, with all indexes and checks on. */
export async function seedUnits(sql: Sql, ownerUrl: string, units: UnitSize[]): Promise<void> {
  const now = new Date();
  const pieces = units.flatMap(piecesOf);
  await inSessions(ownerUrl, pieces, (session, piece) => seedPeople(session.sql, piece, now));
  await sql`analyze leads`; // else foreign-key checks, planned while the table was empty, read all of an OU
  await inSessions(ownerUrl, pieces, (session, piece) => seedActivity(session.sql, piece, now, session.slot));
  await sql`insert into lead_tallies ${sql(units.map(({ orgId, unitId, leads }) => ({ org_id: orgId, unit_id: unitId, slot: 0, leads })))}`;
}
