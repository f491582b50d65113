import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Does `work` in a temporary folder for a database and logs. Removes the folder afterwards, also on a signal. */
export async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-bench-"));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  fs.chmodSync(folder, 0o711); // as root, the database runs as another user and has to get in, or its cluster would be elsewhere
  // Exits instead of dying from the signal: the servers and the database are stopped on the process's `exit`.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
  process.once("exit", remove);
  try {
    await work(folder);
  } finally {
    process.off("exit", remove);
    remove();
  }
}
