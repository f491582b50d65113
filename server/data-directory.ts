import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { clusterExists } from "./cluster";

const newPassword = () => crypto.randomBytes(24).toString("base64url");
const newKey = () => crypto.randomBytes(32).toString("base64");

// A file of an earlier version lacks the keys that were not known then; one of a later version has more.
const SecretsSchema = z.looseObject({
  owner_password: z.string().min(20),
  app_password: z.string().min(20),
  nextauth_secret: z.string().min(32),
  audit_key: z.string().length(44).default(newKey),
  data_key: z.string().length(44).default(newKey),
  nextauth_secret_old: z.string().optional(),
  data_key_old: z.string().optional(),
});

/**
 * The passwords of the embedded database's two roles and the keys of session cookies, audit logs and sealed data, kept in the data
 * directory, mode 600.
 */
export type Secrets = z.output<typeof SecretsSchema>;

/** New values of the secrets that rotate together. */
export const renewed = {
  session: ({ nextauth_secret: old }: Secrets) => ({ nextauth_secret: newPassword(), nextauth_secret_old: old }),
  data: ({ data_key: old }: Secrets) => ({ data_key: newKey(), data_key_old: old }),
  audit: () => ({ audit_key: newKey() }),
  passwords: () => ({ owner_password: newPassword(), app_password: newPassword() }),
};

const secretsFile = (dataDirectory: string) => path.join(dataDirectory, "secrets.json");

/** Puts the secrets into the data directory in the place of those that are there. */
export function writeSecrets(dataDirectory: string, secrets: Secrets): Secrets {
  writePrivateFile(secretsFile(dataDirectory), JSON.stringify(secrets));
  return secrets;
}

/** Makes the data directory (mode 700) if it is missing. Returns its absolute path; throws ConfigError if it is not ours. */
export function openDataDirectory(directory: string): string {
  const absolute = path.resolve(directory);
  try {
    fs.mkdirSync(absolute, { recursive: true, mode: 0o700 });
    fs.accessSync(absolute, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return fs.realpathSync(absolute);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    throw new ConfigError(
      `The data directory ${absolute} cannot be written (${reason}); give it to this user, or set DATA_DIR.`,
    );
  }
}

/** The secrets in the data directory, created while it has no cluster. Throws ConfigError if they are lost. */
export function readSecrets(dataDirectory: string): Secrets {
  const known = readJsonFile(secretsFile(dataDirectory));
  if (known === undefined && clusterExists(dataDirectory)) {
    throw new ConfigError(
      `${secretsFile(dataDirectory)} is missing, and with it the password of the database beside it; restore it from your backup.`,
    );
  }
  const secrets = SecretsSchema.parse(known ?? { ...renewed.passwords(), nextauth_secret: newPassword() });
  return isDeepStrictEqual(secrets, known) ? secrets : writeSecrets(dataDirectory, secrets);
}
