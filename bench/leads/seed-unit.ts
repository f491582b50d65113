import postgres, { type Sql } from "postgres";
import { defineBenchId } from "@/bench/seed";

/** An OU to fill. The numbers in its rows' IDs are derived from its index. */
export type UnitSize = { org_id: string; unit_id: string; index: number; leads: number };

export const EVENT_TYPES = [
  "page_viewed",
  "pricing_viewed",
  "email_opened",
  "form_sent",
  "demo_booked",
  "unsubscribed",
];

/** The e-mail address of an OU's nth lead, both in the seeded rows and in requests. */
export const emailOf = (lead: number) => `person.${lead}@lead.test`;

/** Some of an OU's leads, by their numbers. */
type Piece = UnitSize & { from: number; to: number };

const PIECE = 10_000;
const IDS_PER_UNIT = 100_000_000; // more than an OU has leads
const SESSIONS = 2;

// Leads arrived over 200 days long ago; each has 1 to 19 events, ten on average, from the last 80 days. `offset 0` keeps the
// planner from computing an ID again for each event.
const peopleOf = (sql: Sql, pieces: Piece[], now: Date) => sql`
  select u.org_id, u.unit_id, n, u.index * ${IDS_PER_UNIT}::bigint + n as number,
         pg_temp.bench_id('lead', u.index * ${IDS_PER_UNIT}::bigint + n) as lead_id, 'person.' || n || '@lead.test' as email,
         ${now}::timestamptz - interval '300 days' + n * (interval '200 days' / u.leads) as came,
         ${now}::timestamptz - interval '1 day' - n::bigint * 7919 % 110000 * interval '1 minute' as latest
    from json_to_recordset(${JSON.stringify(pieces)}::text::json)
           as u (org_id text, unit_id text, index bigint, leads integer, "from" integer, "to" integer)
   cross join lateral generate_series(u."from", u."to") n offset 0`;

async function seedPeople(sql: Sql, pieces: Piece[], now: Date): Promise<void> {
  await sql`insert into leads (org_id, unit_id, lead_id, owner_name, profile, profile_keys, created_at, updated_at, last_event_at, last_active_at, score_changes)
    select org_id, unit_id, lead_id, case when n % 3 > 0 then 'Owner ' || n % 40 end,
           profile, lower(profile::text)::jsonb,
           came, latest, latest, latest, 1
      from (${peopleOf(sql, pieces, now)}) p cross join lateral jsonb_build_object('name', 'Person ' || n,
        'company', 'Company ' || n % 5000, 'employees', n::bigint * 31 % 900, 'country', (array['de', 'fr', 'us', 'se'])[1 + n % 4]) profile`;
}

async function seedActivity(sql: Sql, pieces: Piece[], now: Date, slot: number): Promise<void> {
  const people = peopleOf(sql, pieces, now);
  await sql`insert into lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id, created_at)
    select org_id, unit_id, kind, key, key, lead_id, came
      from (${people}) p, lateral (values ('email', email), ('cookie', case n % 2 when 0 then md5(email) end)) a (kind, key)
     where key is not null`;
  await sql`with made as materialized (
      select org_id, unit_id, number, n, k, lead_id, (${EVENT_TYPES}::text[])[1 + (n + k * k) % ${EVENT_TYPES.length}::int] as type,
             latest - k * interval '97 minutes' as at
        from (${people}) p, generate_series(0, n * 7 % 19) k),
    kept as (
      insert into events (org_id, unit_id, event_id, lead_id, event_type, occurred_at, received_at, metadata)
      select org_id, unit_id, pg_temp.bench_id('evt', number * 32 + k), lead_id, type, at, at,
             json_build_object('page', '/pricing/' || n % 100, 'visit', k)
        from made),
    days as (
      insert into event_days as d (org_id, unit_id, day, slot, events)
      select org_id, unit_id, (at at time zone 'UTC')::date, ${slot}::int, count(*) from made group by 1, 2, 3
      on conflict (org_id, unit_id, day, slot) do update set events = d.events + excluded.events)
    insert into lead_event_counts (org_id, unit_id, lead_id, event_type, events, last_at)
    select org_id, unit_id, lead_id, type, count(*), max(at) from made group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/** Pieces of large OUs, and groups of small OUs, of about the same number of leads. */
function portions(units: UnitSize[]): Piece[][] {
  const pieces = units.flatMap((unit) =>
    Array.from({ length: Math.ceil(unit.leads / PIECE) }, (_, piece) => ({
      ...unit,
      from: piece * PIECE + 1,
      to: Math.min((piece + 1) * PIECE, unit.leads),
    })),
  );
  const found: Piece[][] = [];
  let size = PIECE;
  for (const piece of pieces) {
    const more = piece.to - piece.from + 1;
    if (size + more > PIECE) found.push([]);
    size = (size + more > PIECE ? 0 : size) + more;
    found.at(-1)?.push(piece);
  }
  return found;
}

type Session = { sql: Sql; slot: number };

async function inSessions(
  ownerUrl: string,
  all: Piece[][],
  seed: (session: Session, pieces: Piece[]) => Promise<void>,
) {
  const rest = all.values();
  const session = async (slot: number) => {
    const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await defineBenchId(sql);
      for (const pieces of rest) await seed({ sql, slot }, pieces);
    } finally {
      await sql.end();
    }
  };
  await Promise.all(Array.from({ length: SESSIONS }, (_, slot) => session(slot)));
}

/** Fills the OUs with leads, aliases, events and counts, piece by piece in two sessions, with all indexes and checks on. */
export async function seedUnits(sql: Sql, ownerUrl: string, units: UnitSize[]): Promise<void> {
  const now = new Date();
  const all = portions(units);
  await inSessions(ownerUrl, all, (session, pieces) => seedPeople(session.sql, pieces, now));
  await sql`analyze leads`; // else foreign-key checks, planned while the table was empty, read all of an OU
  await inSessions(ownerUrl, all, (session, pieces) => seedActivity(session.sql, pieces, now, session.slot));
  await sql`insert into lead_tallies (org_id, unit_id, slot, leads)
    select org_id, unit_id, 0, leads from json_to_recordset(${JSON.stringify(units)}::text::json) as u (org_id text, unit_id text, leads integer)`;
}
