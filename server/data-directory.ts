import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { type Identity, runningAs } from "./embedded-binaries";

// Where root keeps the files that the database's user needs but cannot reach in the data directory.
const SYSTEM_FOLDER = "/var/lib/leadvibe";
const NOBODY = 65_534;

const SecretsSchema = z.object({
  owner_password: z.string().min(20),
  app_password: z.string().min(20),
  nextauth_secret: z.string().min(32),
  audit_key: z.string().length(44),
  data_key: z.string().length(44),
  nextauth_secret_old: z.string().optional(),
  data_key_old: z.string().optional(),
});

/**
 * The passwords of the embedded database's two roles and the keys of session cookies, audit logs and sealed data, kept in the data
 * directory, mode 600.
 */
export type Secrets = z.output<typeof SecretsSchema>;

/** A file of an earlier version lacks the keys that were not known then. */
const StoredSecrets = SecretsSchema.partial({ audit_key: true, data_key: true });

const newPassword = () => crypto.randomBytes(24).toString("base64url");
const newKey = () => crypto.randomBytes(32).toString("base64");

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

/** The secrets in the data directory, created by the first call. Throws ConfigError if they are lost. */
export function readSecrets(dataDirectory: string, clusterExists: boolean): Secrets {
  const known = readJsonFile(secretsFile(dataDirectory));
  if (known !== undefined) {
    const stored = StoredSecrets.parse(known);
    const { audit_key, data_key } = stored;
    if (audit_key && data_key) return { ...stored, audit_key, data_key };
    return writeSecrets(dataDirectory, { ...stored, audit_key: audit_key ?? newKey(), data_key: data_key ?? newKey() });
  }
  if (clusterExists) {
    throw new ConfigError(
      `${secretsFile(dataDirectory)} is missing, and with it the password of the database beside it; restore it from your backup.`,
    );
  }
  const keys = { nextauth_secret: newPassword(), audit_key: newKey(), data_key: newKey() };
  return writeSecrets(dataDirectory, { ...renewed.passwords(), ...keys });
}

/** Postgres refuses to run as root; instead it runs as the cluster's or the directory's owner, `postgres` or nobody. */
export function chooseIdentity(dataDirectory: string): Identity {
  if (process.getuid?.() !== 0) return {};
  for (const folder of [path.join(dataDirectory, "cluster"), dataDirectory]) {
    const { uid = 0, gid = 0 } = fs.statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (uid !== 0) return { uid, gid };
  }
  const idOf = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout || NOBODY);
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function canEnter(folder: string, identity: Identity): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], runningAs(identity)).status === 0;
}

/** Root's folder for the database's user, owned by root so that nobody can plant a program in it. */
export function systemFolder(): string {
  fs.mkdirSync(SYSTEM_FOLDER, { recursive: true });
  fs.chmodSync(SYSTEM_FOLDER, 0o711);
  return SYSTEM_FOLDER;
}

/**
 * Where the cluster is or will be made: always at `cluster` in the data directory. If the database's user cannot get there
 * (root's checkout below a 0700 home), that is a link to a folder with a random name below /var/lib/leadvibe.
 */
export function locateCluster(dataDirectory: string, identity: Identity): string {
  const cluster = path.join(dataDirectory, "cluster");
  const existing = fs.lstatSync(cluster, { throwIfNoEntry: false });
  if (existing?.isSymbolicLink()) return fs.readlinkSync(cluster);
  if (existing || identity.uid === undefined || canEnter(dataDirectory, identity)) return cluster;
  fs.chownSync(dataDirectory, 0, identity.gid ?? 0);
  fs.chmodSync(dataDirectory, 0o710); // its user may pass through, and nobody may list it
  if (canEnter(dataDirectory, identity)) return cluster;
  const home = fs.mkdtempSync(path.join(systemFolder(), "data-"));
  fs.chmodSync(home, 0o711);
  fs.symlinkSync(path.join(home, "cluster"), cluster);
  return path.join(home, "cluster");
}
