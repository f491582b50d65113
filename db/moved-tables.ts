import type { TransactionSql } from "postgres";
import { type TenantTable, tenantTables } from "./tenant-tables";

/** Tables of an organization that stay behind when it moves to another installation, and why. */
const staying: Record<string, string> = {
  member_counts: "triggers count the memberships and messages anew",
  member_tallies: "triggers count the members and messages anew",
  unit_tallies: "triggers count the memberships anew",
  sign_in_addresses: "a trigger notes the members' addresses anew",
  rate_buckets: "counts the requests of one installation",
  rate_usage: "counts the requests of one installation",
};

const NOBODYS_HASH = "encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')), 'hex')";

/** Columns that travel only with `--with-passwords`, and the SQL of what stands in their place: nobody can sign in with it. */
export const withheld: Record<string, Record<string, string>> = {
  members: { password_hash: "'!'" },
  personal_access_tokens: { token_hash: NOBODYS_HASH },
  service_accounts: { secret_hash: NOBODYS_HASH },
  webhook_endpoints: { secret: "''", previous_secret: "null" },
};

/** A session is nothing but its secret. */
const withheldTables = new Set(["sessions"]);

/** The organization's jobs, whose payload names it. Those of a sign-in may name several organizations and last a day: they stay. */
export const JOBS = "graphile_worker.jobs";
export const jobColumns = ["task", "payload", "key", "run_at", "priority", "max_attempts"];

/** The tables that travel, each after those that its foreign keys name. */
export async function movedTables(tx: TransactionSql, withPasswords: boolean): Promise<TenantTable[]> {
  const tables = await tenantTables(tx);
  return tables.filter(({ name }) => !(name in staying) && (withPasswords || !withheldTables.has(name)));
}
