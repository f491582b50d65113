import type { Sql } from "postgres";

/** What the organizations of a peer's database have, as in ours. */
export type Sizes = { organizations: number; members: number; others: number };

async function nameEveryone(sql: Sql, { organizations, members, others }: Sizes, firstId: string): Promise<void> {
  await sql`create temp table people as
    select case n when 1 then ${firstId} else 'org_' || md5('org' || n) end as org_id, n, m,
           'user_' || md5(n || '.' || m) as user_id, 'mem_' || md5(n || '/' || m) as member_id,
           'Ada Lovelace ' || m as name, 'person.' || m || '@org' || n || '.test' as email,
           now() - interval '300 days' + m * interval '1 hour' as at
      from generate_series(1, ${organizations}::int) n,
           generate_series(1, case n when 1 then ${members}::int else ${others}::int end) m`;
}

/** Fills Better Auth's tables. Its first organization, made by its API, already has its owner as a member. */
export async function fillBetterAuth(sql: Sql, sizes: Sizes, organizationId: string): Promise<void> {
  await nameEveryone(sql, { ...sizes, members: sizes.members - 1 }, organizationId);
  await sql`insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    select user_id, name, email, true, at, at from people`;
  await sql`insert into organization (id, name, slug, "createdAt")
    select org_id, 'Organization ' || n, 'organization-' || n, now() from people where m = 1 and n > 1`;
  await sql`insert into member (id, "organizationId", "userId", role, "createdAt")
    select member_id, org_id, user_id, 'member', at from people`;
  await sql`vacuum (analyze)`;
}

/** Makes the tables of the application with next-auth and fills them. The token signs the first member in. */
export async function fillNextAuth(sql: Sql, sizes: Sizes, organizationId: string, token: string): Promise<void> {
  await sql`create table "user" (id text primary key, name text, email text unique, "emailVerified" timestamp, image text)`;
  await sql`create table session ("sessionToken" text primary key, "userId" text not null references "user", expires timestamp not null)`;
  await sql`create table member (id text primary key, "organizationId" text not null, "userId" text not null references "user",
    role text not null, "createdAt" timestamp not null)`;
  await sql`create index on member ("organizationId", "createdAt", id)`;
  await sql`create index on member ("userId")`;
  await nameEveryone(sql, sizes, organizationId);
  await sql`insert into "user" (id, name, email) select user_id, name, email from people`;
  await sql`insert into member select member_id, org_id, user_id, 'member', at from people`;
  await sql`insert into session select ${token}, user_id, now() + interval '30 days' from people where n = 1 and m = 1`;
  await sql`vacuum (analyze)`;
}
