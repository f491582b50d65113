import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { ConfigError } from "@/lib/env";
import { readUrl } from "./admin-connection";

const PATIENCE_MILLISECONDS = 3_000;

function open(url: string): Sql {
  return postgres(url, { max: 1, prepare: true, connect_timeout: 5, fetch_types: false, onnotice: () => {} });
}

// While the second client holds the server connection that the first one used, the first gets another. A pooler with a
// single connection knows the statement anyway, so it is not waited for any longer.
async function runInTurn(first: Sql, second: Sql, patience: number): Promise<void> {
  const ask = (sql: Sql | postgres.TransactionSql) => sql`select ${1}::int as one`;
  await first.begin(ask);
  let again: Promise<unknown> | undefined;
  await second.begin(async (tx) => {
    await ask(tx);
    again = first.begin(ask);
    await Promise.race([again, sleep(patience, undefined, { ref: false })]);
  });
  await again;
}

/**
 * Throws ConfigError when a statement prepared in one transaction fails or hangs in the next, as it does behind a pooler
 * without support for prepared statements. Takes about 50 ms if all is well.
 */
export async function verifyPreparedStatements(
  url: string,
  { patienceMilliseconds = PATIENCE_MILLISECONDS } = {},
): Promise<void> {
  const [first, second] = [open(url), open(url)];
  try {
    const kept = runInTurn(first, second, patienceMilliseconds / 2).then(
      () => true,
      () => false,
    );
    if (await Promise.race([kept, sleep(patienceMilliseconds, false, { ref: false })])) return;
  } finally {
    await Promise.all([first.end({ timeout: 0 }), second.end({ timeout: 0 })]);
  }
  const { host } = readUrl(url, "DATABASE_URL");
  throw new ConfigError(
    `Set DATABASE_PREPARE=false: the pooler at ${host} does not keep prepared statements from one transaction to the next.`,
  );
}
