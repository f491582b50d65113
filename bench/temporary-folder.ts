import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Does `work` in a folder of its own for a database and logs, and removes it, also when the process is told to end. */
export async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-bench-"));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  fs.chmodSync(folder, 0o711); // for the database's user, where this one is root: else the cluster would lie elsewhere
  // An exit, and not the signal's own end: the servers and the database hang on the process's `exit`.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
  process.once("exit", remove);
  try {
    await work(folder);
  } finally {
    process.off("exit", remove);
    remove();
  }
}
