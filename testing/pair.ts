import postgres, { type Sql } from "postgres";
import { closePool } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { provideEnv } from "@/lib/env";
import { seedDemo } from "@/server/demo/seed";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import type { Account } from "./crowd";
import { afterTest, dataDirectory, readDemo } from "./process";
import { type Node, startNode, startStandby, waitForStandby } from "./standby";

/** A connection to a server as its owner, for the rest of the test. */
export function openOwner({ ownerUrl }: Node): Sql {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  afterTest(() => sql.end({ timeout: 1 }));
  return sql;
}

/** A primary with the demo organization, started as a server of its own, and a standby for which each of its commits waits. */
export async function startPair(): Promise<{ primary: Node; standby: Node; account: Account }> {
  const directory = dataDirectory();
  const made = await startEmbeddedPostgres({ dataDirectory: directory, purpose: "server" });
  await migrateDatabase(made);
  provideEnv({ DATABASE_URL: made.appUrl, ...made.keys });
  await seedDemo(directory, made.ownerUrl);
  await closePool();
  await made.stop();
  const primary = await startNode(directory);
  afterTest(primary.stop);
  const standby = await startStandby(primary, dataDirectory(), "standby");
  afterTest(standby.stop);
  await waitForStandby(primary, "standby");
  return { primary, standby, account: readDemo(directory) };
}
