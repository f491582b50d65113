import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { ConfigError } from "@/lib/env";
import { connectAsAdmin } from "./admin-connection";

const ARCHIVE_SECONDS = 60;

/** A copy of a cluster's files, and from where on the log of changes has to be replayed to make it whole. */
export type BaseBackup = {
  label: string;
  system_identifier: string;
  migration: number;
  started_at: Date;
  stopped_at: Date;
  first_wal: string;
  last_wal: string;
};

async function asOwner<T>(ownerUrl: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = await connectAsAdmin(ownerUrl, "MIGRATION_DATABASE_URL");
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The number that Postgres gave the cluster; its copies have the same. */
export const systemIdentifierOf = (ownerUrl: string): Promise<string> =>
  asOwner(ownerUrl, async (sql) => {
    const [row] = await sql<{ id: string }[]>`select system_identifier::text as id from pg_control_system()`;
    return row?.id ?? "";
  });

/** How long a change may wait before it is archived: a minute at most, or until 16 MB are full. Throws ConfigError if the server cannot. */
export function setArchiving(ownerUrl: string, isOn: boolean): Promise<void> {
  return asOwner(ownerUrl, async (sql) => {
    const [mode] = await sql`select current_setting('archive_mode') as archive_mode`;
    if (isOn && mode?.archive_mode !== "on") {
      throw new ConfigError(
        "The database was started by an earlier version, which archives nothing; restart the server.",
      );
    }
    await sql.unsafe(`alter system ${isOn ? "set archive_timeout = '60s'" : "reset archive_timeout"}`);
    await sql`select pg_reload_conf()`;
  });
}

/**
 * Copies the files of the running server while `copy` runs, and waits until `isArchived` has the log of changes up to its end.
 * Throws ConfigError if that does not arrive within a minute.
 */
export function takeBaseBackup(
  ownerUrl: string,
  copy: () => Promise<unknown>,
  isArchived: (wal: string) => boolean,
): Promise<BaseBackup> {
  // One connection: the server cancels a backup whose connection ends.
  return asOwner(ownerUrl, async (sql) => {
    const [begun] = await sql`
      select pg_walfile_name(pg_backup_start('leadvibe', true)) as first_wal, clock_timestamp() as started_at,
             (select system_identifier::text from pg_control_system()) as system_identifier,
             (select max(created_at)::float8 from drizzle.__drizzle_migrations) as migration`;
    await copy();
    const [ended] = await sql`
      select s.labelfile as label, pg_walfile_name(s.lsn) as last_wal, clock_timestamp() as stopped_at from pg_backup_stop(false) s`;
    const backup = { ...begun, ...ended } as BaseBackup;
    for (const deadline = Date.now() + ARCHIVE_SECONDS * 1000; !isArchived(backup.last_wal); await sleep(50)) {
      if (Date.now() < deadline) continue;
      throw new ConfigError(
        "The log of changes does not arrive in the backup's folder; postgres.log in DATA_DIR says why.",
      );
    }
    return backup;
  });
}
