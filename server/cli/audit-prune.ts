import { z } from "zod";
import { pruneAuditLogs } from "@/db/prune-audit-log";
import { firstIdAt } from "@/domain/audit-log/filters";
import { ConfigError } from "@/lib/env";
import { runCommand } from "./run-command";

const NOT_A_DATE = "must be a date in the past, such as 2026-01-31";

/** `npm run audit:prune`: removes the oldest sealed entries of audit logs, with the right of the tables' owner. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s audit:prune -- --before 2026-01-31 [--org org_…]",
    options: z.strictObject({
      before: z.iso
        .date(NOT_A_DATE)
        .transform((date) => Date.parse(date))
        .refine((time) => time < Date.now(), NOT_A_DATE),
      org: z.string().min(1).optional(),
    }),
    async run({ before, org }, ownerUrl) {
      if (!ownerUrl) {
        throw new ConfigError("Set MIGRATION_DATABASE_URL to the owner's URL: the application's role cannot prune.");
      }
      return { pruned: await pruneAuditLogs(ownerUrl, firstIdAt(before), org) };
    },
  });
}
