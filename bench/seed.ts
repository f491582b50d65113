import postgres, { type Sql } from "postgres";
import { mintToken, tokenHash } from "@/lib/auth/token";
import { encodeCursor } from "@/lib/cursor";
import type { Settings } from "./settings";

type Sizes = Pick<Settings, "organizations" | "small" | "big">;

/** An organization to send requests to as its first admin, with cursors into the middle of its list of members. */
export type Tenant = { orgId: string; token: string; unitIds: string[]; cursors: string[] };

const CURSORS = 64;

// Nobody signs in with a password here: a well-formed argon2id text that no password matches.
const PASSWORD_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const FIRST = ["Ada", "Grace", "Jörg", "Mei", "Olu", "Priya", "Søren", "Tomás", "Yuki", "Zoë", "Noor", "Ivan", "Lea"];
const LAST = ["Lovelace", "Hopper", "Müller", "Chen", "Adeyemi", "Nair", "Kjær", "Ibáñez", "Sato", "Roux", "Aziz"];

/** Defines `pg_temp.bench_id` on the connection. Like the product's, its IDs sort by creation: 12 digits of a counter, 20 of a hash. */
export async function defineBenchId(sql: Sql): Promise<void> {
  await sql`create function pg_temp.bench_id(prefix text, number bigint) returns text language sql immutable as
    $$ select prefix || '_' || lpad(to_hex(number), 12, '0') || left(md5(prefix || number), 20) $$`;
}

/** Makes the organizations with these numbers, of which the first is the big one. The connection knows `pg_temp.bench_id`. */
export async function seedOrganizations(sql: Sql, { small, big }: Sizes, first: number, last: number): Promise<void> {
  await sql`drop table if exists sizes`;
  await sql`create temp table sizes as select n, pg_temp.bench_id('org', n) as org_id,
      case when n = 1 then ${big.members}::int else ${small.members}::int end as members,
      case when n = 1 then ${big.units}::int else ${small.units}::int end as units
    from generate_series(${first}::bigint, ${last}::bigint) n`;
  await sql`insert into organizations (org_id, name) select org_id, 'Organization ' || n from sizes`;
  await sql`insert into org_units (org_id, unit_id, name, name_key, slug, external_ref, is_default)
    select org_id, pg_temp.bench_id('unit', n * 1000000 + u), name, lower(name), replace(lower(name), ' ', '-'),
           case when u % 2 = 0 then 'sf_bu_' || u end, u = 1
      from sizes, generate_series(1, units) u, lateral (select case u when 1 then 'Headquarters' else 'Sales Region ' || u end as name)`;
  await sql`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, created_at, accepted_at)
    select org_id, pg_temp.bench_id('mem', n * 1000000 + m), (${FIRST}::text[])[1 + m % ${FIRST.length}], (${LAST}::text[])[1 + m % ${LAST.length}],
           email, email, case when m % 12 = 1 then 'admin' when m % 3 = 0 then 'viewer' else 'editor' end, ${PASSWORD_HASH},
           now() - interval '300 days' + m * interval '1 hour', now()
      from sizes, generate_series(1, members) m, lateral (select 'person.' || m || '@org' || n || '.test' as email)`;
  // Everyone has their org role in the default OU too; two in three have one or two more memberships.
  await sql`insert into ou_memberships (org_id, unit_id, org_member_id, role)
    select s.org_id, pg_temp.bench_id('unit', n * 1000000 + case extra when 0 then 1 else 2 + (m * 7 + extra) % (s.units - 1) end),
           pg_temp.bench_id('mem', n * 1000000 + m),
           case extra when 0 then case when m % 12 = 1 then 'admin' when m % 3 = 0 then 'viewer' else 'editor' end else 'editor' end
      from sizes s, generate_series(1, s.members) m, generate_series(0, m % 3) extra`;
}

/** Makes a token for the first admin of each of these organizations. */
export async function seedTokens(sql: Sql, numbers: number[]): Promise<string[]> {
  const tokens = numbers.map(mintToken);
  await sql`insert into personal_access_tokens (org_id, token_id, org_member_id, name, token_hash)
    select pg_temp.bench_id('org', n), pg_temp.bench_id('tok', n), pg_temp.bench_id('mem', n * 1000000 + 1), 'bench', t.hash
      from unnest(${tokens.map(tokenHash)}::text[], ${numbers}::bigint[]) as t (hash, n)`;
  return tokens;
}

/** Cursors to positions between a tenth and nine tenths of an organization's members. */
async function cursorsOf(sql: Sql, orgId: string, members: number): Promise<string[]> {
  const rows = await sql<{ at: Date; id: string }[]>`
    select created_at as at, org_member_id as id from (
      select *, row_number() over (order by created_at, org_member_id) as nth from members where org_id = ${orgId}) m
     where nth % greatest(${members}::int * 8 / 10 / ${CURSORS}::int, 1) = 0
       and nth between ${members}::int / 10 and ${members}::int * 9 / 10`;
  return rows.map(({ at, id }) => encodeCursor("created_at", { way: "after", key: [at.toISOString(), id] }));
}

/** Fills an empty, migrated database as its owner, with a few large statements. The big organization comes first. */
export async function seedBench(ownerUrl: string, settings: Sizes): Promise<Tenant[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await defineBenchId(sql);
    await seedOrganizations(sql, settings, 1, settings.organizations);
    const numbers = Array.from({ length: settings.organizations }, (_, index) => index + 1);
    const tokens = await seedTokens(sql, numbers);
    await sql`vacuum (analyze)`;
    const rows = await sql<{ org_id: string; unit_ids: string[] }[]>`
      select org_id, array_agg(unit_id order by unit_id) as unit_ids from org_units group by org_id order by org_id`;
    const cursors = await cursorsOf(sql, rows[0]?.org_id ?? "", settings.big.members);
    return rows.map((row, index) => ({
      orgId: row.org_id,
      unitIds: row.unit_ids,
      token: tokens[index] ?? "",
      cursors: index === 0 ? cursors : [],
    }));
  } finally {
    await sql.end();
  }
}

/** Removes the OUs that a round has made, so that every round finds organizations of the same size. */
export async function removeCreatedUnits(sql: Sql): Promise<void> {
  await sql`delete from org_units where name like 'Bench %'`;
  await sql`vacuum (analyze) org_units`;
}
