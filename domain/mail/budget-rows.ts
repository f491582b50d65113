import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { mailBudgets } from "@/db/schema/mail-budgets";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { sha256 } from "@/lib/sha256";
import type { Departure } from "./allowance";

/** A budget's departures; `now` is the database's time once the row was locked, in seconds since 1970. */
export type BudgetRow = { key: string; departures: Departure[]; noticeId: string | null; now: number };

/** The key of a budget: a hash of whose mails it counts, so the table reveals nobody's address. */
export const budgetKey = (actor: Actor, budget: string, subject: string): string =>
  sha256([actor.orgId, budget, subject].join("\0"));

type Stored = { budget_key: string; departures: Departure[]; notice_id: string | null; now: number };

const rowOf = (row: Stored): [string, BudgetRow] => [
  row.budget_key,
  { key: row.budget_key, departures: row.departures, noticeId: row.notice_id, now: row.now },
];

/**
 * Returns these budgets, locked until the current transaction ends, in key order to avoid deadlocks. Anyone else counting
 * mails waits, and then sees what this transaction counted.
 */
export async function lockBudgets(tx: Tx, actor: Actor, keys: readonly string[]): Promise<Map<string, BudgetRow>> {
  const rows = await tx.execute<Stored>(
    sql`insert into ${mailBudgets} as kept (org_id, budget_key, expires_at)
        select ${actor.orgId}, key, now() from json_array_elements_text(${jsonValue(keys)}) as keys (key)
         order by key collate "C"
            on conflict on constraint mail_budgets_pkey do update set departures = kept.departures
        returning budget_key, departures, notice_id, extract(epoch from clock_timestamp())::float8 as now`,
  );
  return new Map(rows.map(rowOf));
}

/** The same without locks, and only budgets that have been used. */
export async function findBudgets(tx: Tx, actor: Actor, keys: readonly string[]): Promise<Map<string, BudgetRow>> {
  const rows = await tx.execute<Stored>(
    sql`select budget_key, departures, notice_id, extract(epoch from clock_timestamp())::float8 as now from ${mailBudgets}
         where org_id = ${actor.orgId} and budget_key in (select json_array_elements_text(${jsonValue(keys)}))`,
  );
  return new Map(rows.map(rowOf));
}

/** A budget to store; `expires` is when nothing in it counts any more, in seconds since 1970. */
type CountedBudget = { key: string; departures: Departure[]; expires: number; noticeId?: string };

/** Stores the departures of locked budgets, and deletes the organization's expired ones. */
export async function saveBudgets(tx: Tx, actor: Actor, rows: readonly CountedBudget[]): Promise<void> {
  const counted = sql`json_to_recordset(${jsonValue(rows)})
    as counted (key text, departures jsonb, expires float8, "noticeId" text)`;
  await tx.execute(
    sql`update ${mailBudgets} as kept set departures = counted.departures, expires_at = to_timestamp(counted.expires),
               notice_id = coalesce(counted."noticeId", kept.notice_id)
          from ${counted} where kept.org_id = ${actor.orgId} and kept.budget_key = counted.key`,
  );
  // A locked one is in use.
  await tx.execute(
    sql`delete from ${mailBudgets} where org_id = ${actor.orgId} and budget_key in (
          select budget_key from ${mailBudgets} where org_id = ${actor.orgId} and expires_at < now()
           limit 1000 for update skip locked)`,
  );
}
