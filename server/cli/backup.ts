import path from "node:path";
import { z } from "zod";
import { ConfigError, env } from "@/lib/env";
import { stopArchiving, takeBackup, tryRestoring } from "@/server/backup/back-up";
import { prune } from "@/server/backup/backups";
import { clusterExists } from "@/server/cluster";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded-postgres";
import { UsageError } from "./options";
import { runAlone } from "./run-command";

const usage = "npm run -s backup -- --to DIR [--keep 7] [--untried], or --stop";

async function withEmbedded<T>(signal: AbortSignal, work: (embedded: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) {
    throw new ConfigError("This backs up the embedded database. docs/backup.md has the commands for one of your own.");
  }
  if (!clusterExists(path.resolve(DATA_DIR))) {
    throw new ConfigError(`There is no database in ${path.resolve(DATA_DIR)}; set DATA_DIR.`);
  }
  const embedded = await startEmbeddedPostgres({ dataDirectory: DATA_DIR, purpose: "command", signal });
  try {
    return await work(embedded);
  } finally {
    await embedded.stop();
  }
}

/**
 * `npm run -s backup`: copies the embedded database and its keys, beside a running server, restores the copy to try it, and lets all
 * changes be copied from now on.
 */
export async function main(args: string[]): Promise<void> {
  await runAlone(args, {
    usage,
    options: z.strictObject({
      to: z.string().min(1).optional(),
      keep: z.coerce.number("must be a number").int().min(1).max(10_000).default(7),
      untried: z.literal(true).optional(),
      stop: z.literal(true).optional(),
    }),
    flags: ["untried", "stop"],
    run({ to, keep, untried, stop }, signal) {
      if (!to === !stop) throw new UsageError(`Give either --to or --stop.\nUsage: ${usage}`);
      return withEmbedded(signal, async (embedded) => {
        if (to === undefined) {
          await stopArchiving(embedded);
          return { archiving: false };
        }
        const directory = path.resolve(to);
        const base = await takeBackup(embedded, directory, signal);
        const tried = untried ? undefined : await tryRestoring(directory, base, signal);
        const { folder, bytes, started_at, stopped_at } = base;
        return { backup: folder, bytes, started_at, stopped_at, tried, removed: prune(directory, keep) };
      });
    },
  });
}
