import type { Actor } from "@/domain/access/actor";
import { actorFromRow } from "@/domain/access/mint";
import type { MemberStatus, Role } from "@/lib/roles";
import { closePool, withConnection } from "./client";
import { ReadOnlyServer } from "./connection";
import { newestMigration } from "./newest-migration";

// The few look-ups that know no organization yet. lint/walls.mjs names who may import this file.

type ActorRow = { org_id: string; org_member_id: string; role: Role; ou_roles: Record<string, Role> | null };
/** A member's account, for operators' commands. */
type FoundAccount = { actor: Actor; email: string; status: MemberStatus };

/** The accounts of an e-mail address in all organizations, whatever their status, sorted by organization. */
export async function findAccountsByEmail(emailKey: string): Promise<FoundAccount[]> {
  const rows = await withConnection(
    ({ sql }) => sql<(ActorRow & Omit<FoundAccount, "actor">)[]>`
      select org_id, org_member_id, role, email, status, null as ou_roles from sign_in_accounts(${emailKey}, '')`,
  );
  return rows.map((row) => ({ actor: actorFromRow(row), email: row.email, status: row.status }));
}

/** Whether the database can be used: it is reachable, takes writes, and is at the newest migration of this build. */
export async function checkDatabase(): Promise<"ready" | "unmigrated" | "unreachable"> {
  try {
    const row = await withConnection(async ({ sql }) => {
      const [found] =
        await sql`select max(created_at)::text as newest, current_setting('transaction_read_only') as is_read_only
        from drizzle.__drizzle_migrations`;
      if (found?.is_read_only === "on") throw new ReadOnlyServer();
      return found;
    });
    return Number(row?.newest) >= newestMigration ? "ready" : "unmigrated";
  } catch (error) {
    const missing = error instanceof Error && "code" in error && /^(42P01|3F000|42501)$/.test(String(error.code));
    return missing ? "unmigrated" : "unreachable";
  }
}

/** Closes the process's database connections; call it last before the process exits. */
export const closeDatabase = closePool;
