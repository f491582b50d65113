import { resealSecrets } from "@/domain/webhooks/reseal-secrets";
import { ConfigError, env, provideEnv } from "@/lib/env";
import { clusterExists, setOwnerPassword } from "./cluster";
import { openDataDirectory, readSecrets, renewed, writeSecrets } from "./data-directory";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { own } from "./ownership";

/** The secrets of a data directory that rotate together. */
export const rotating = ["session", "data", "audit", "passwords"] as const;
export type Rotating = (typeof rotating)[number];

/** What an operator may have set in the place of a generated key. */
const variables = { session: "NEXTAUTH_SECRET", data: "DATA_KEY", audit: "AUDIT_KEY", passwords: undefined } as const;

async function reseal(dataDirectory: string, signal: AbortSignal) {
  const embedded = await startEmbeddedPostgres({ dataDirectory, purpose: "command", signal });
  try {
    provideEnv(embedded.keys);
    return await resealSecrets(embedded.ownerUrl);
  } finally {
    await embedded.stop();
  }
}

async function rotate(dataDirectory: string, which: Rotating): Promise<void> {
  const owned = await own(dataDirectory, "server");
  try {
    const secrets = readSecrets(dataDirectory);
    const changed = writeSecrets(dataDirectory, { ...secrets, ...renewed[which](secrets) });
    // Killed in between, the database refuses the new password until this is run again.
    if (which === "passwords") await setOwnerPassword(dataDirectory, changed.owner_password);
  } finally {
    owned.release();
  }
}

/**
 * Replaces secrets of the embedded database, while no server runs. The old keys of sessions and of sealed data stay beside the new
 * ones until the next rotation, and everything sealed is sealed with the new key at once.
 */
export async function rotateSecrets(directory: string, which: Rotating, signal: AbortSignal) {
  const variable = variables[which];
  if (variable && env()[variable]) throw new ConfigError(`${variable} is set; rotate it there (docs/backup.md).`);
  const dataDirectory = openDataDirectory(directory);
  if (!clusterExists(dataDirectory)) {
    throw new ConfigError(`There is no database in ${dataDirectory}; set DATA_DIR.`);
  }
  const isData = which === "data";
  if (isData) await reseal(dataDirectory, signal); // nothing may need the key that goes
  await rotate(dataDirectory, which);
  return { rotated: which, ...(isData ? await reseal(dataDirectory, signal) : {}) };
}
