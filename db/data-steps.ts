import type { Sql, TransactionSql } from "postgres";
import { log } from "@/lib/log";
import { makeTextKeys } from "./text-keys";

// The parts of migrations that only the application can compute. Each runs once, in this order, after all SQL migrations.
const steps: Record<string, (tx: TransactionSql) => Promise<string[]>> = { text_keys: makeTextKeys };

/** Runs the steps that this database lacks, each in a transaction that also records it, and logs their findings. */
export async function runDataSteps(sql: Sql): Promise<void> {
  await sql`create table if not exists drizzle.data_steps (name text primary key, done_at timestamptz not null default now())`;
  for (const [name, step] of Object.entries(steps)) {
    let found: string[] = [];
    await sql.begin(async (tx) => {
      const taken = await tx`insert into drizzle.data_steps (name) values (${name}) on conflict do nothing returning 1`;
      if (taken.length > 0) found = await step(tx);
    });
    for (const line of found) log().warn({ step: name }, line);
  }
}
