import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { scramVerifier } from "@/db/scram";
import { DATABASE } from "./cluster";
import { chooseIdentity, locateCluster, systemFolder } from "./data-directory";
import { findBinaries, runningAs } from "./embedded-binaries";

const run = promisify(execFile);

/**
 * Sets the password of the stopped database's superuser: Postgres in single-user mode asks for none. The application's role gets its
 * own when the database is migrated.
 */
export async function setOwnerPassword(dataDirectory: string, password: string): Promise<void> {
  const identity = chooseIdentity(dataDirectory);
  const cluster = locateCluster(dataDirectory, identity);
  const binaries = findBinaries(identity, () => (identity.uid === undefined ? dataDirectory : systemFolder()));
  const settings = ["-c", "exit_on_error=on", "-c", "archive_mode=on"]; // so that this change is archived, too
  const single = ["--single", "-D", cluster, ...settings, DATABASE];
  const changing = run(path.join(binaries, "postgres"), single, runningAs(identity));
  changing.child.stdin?.end(`alter role postgres password '${scramVerifier(password)}';\n`);
  await changing;
}
