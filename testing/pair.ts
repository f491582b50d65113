import postgres, { type Sql } from "postgres";
import type { Account } from "./crowd";
import { makeDemo } from "./demo-setup";
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
  await makeDemo(directory);
  const primary = await startNode(directory);
  afterTest(primary.stop);
  const standby = await startStandby(primary, dataDirectory(), "standby");
  afterTest(standby.stop);
  await waitForStandby(primary, "standby");
  return { primary, standby, account: readDemo(directory) };
}
