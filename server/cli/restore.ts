import path from "node:path";
import { z } from "zod";
import { ConfigError, env } from "@/lib/env";
import { restore } from "@/server/backup/restore";
import { runAlone } from "./run-command";

const NOT_A_TIME = "must be a time in the past with its zone, such as 2026-01-31T14:05:00Z";

/** `npm run -s restore`: makes the embedded database of a backup again, as it was at a time or at the end. */
export async function main(args: string[]): Promise<void> {
  await runAlone(args, {
    usage: "npm run -s restore -- --from DIR [--at 2026-01-31T14:05:00Z] [--replace]",
    options: z.strictObject({
      from: z.string().min(1),
      at: z.iso
        .datetime({ offset: true, error: NOT_A_TIME })
        .transform((text) => new Date(text))
        .refine((time) => time < new Date(), NOT_A_TIME)
        .optional(),
      replace: z.literal(true).optional(),
    }),
    flags: ["replace"],
    run({ from, at, replace = false }, signal) {
      const { DATABASE_URL, DATA_DIR } = env();
      if (DATABASE_URL) {
        throw new ConfigError(
          "This restores the embedded database. docs/backup.md has the commands for one of your own.",
        );
      }
      return restore({ from: path.resolve(from), at, dataDirectory: DATA_DIR, replaces: replace }, signal);
    },
  });
}
