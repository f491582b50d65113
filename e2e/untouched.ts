import { expect } from "@playwright/test";
import { database } from "./seed";

type Scope = { org_id: string; unit_id?: string };

/** Waits until no job of the organization is due, because the worker updates mails that an earlier request has queued. */
async function waitForJobs(orgId: string): Promise<void> {
  const due = () => database()`select from graphile_worker._private_jobs
    where run_at <= now() and attempts < max_attempts and payload::text like ${`%"${orgId}"%`}`;
  await expect.poll(async () => (await due()).length).toBe(0);
}

/**
 * A digest of the rows of an organization, or of one of its OUs, per table. The tables come from the catalog, so a new one is
 * included. Two equal digests mean that nothing was written in between, except when a credential was last used, and how often,
 * and what the job that seals audit logs writes each minute.
 */
export async function digestOf({ org_id, unit_id = "" }: Scope): Promise<Record<string, string>> {
  await waitForJobs(org_id);
  const tables = await database()`select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname !~ '^(rate|audit_(keys|nodes|trees|unsealed))'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${unit_id ? "unit_id" : "org_id"})`;
  const ofScope = unit_id ? "t.org_id = $1 and t.unit_id = $2" : "t.org_id = $1 and $2 = ''";
  const digests = tables.map(
    ({
      name,
    }) => `select '${name}' as name, (select count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' order by r::text)), '')
      from (select to_jsonb(t) - '{last_used_at,last_seen_at}'::text[] as r from "${name}" t where ${ofScope}) rows) as digest`,
  );
  const rows = await database().unsafe(digests.join(" union all "), [org_id, unit_id], { prepare: true });
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
