import { z } from "zod";
import { env } from "@/lib/env";
import { verifyRestored } from "@/server/backup/verify-restored";
import { runCommand } from "./run-command";

/** `npm run -s restore:check`: verifies a database that was restored, before it serves. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s restore:check",
    options: z.strictObject({}),
    run: async (_options, ownerUrl) => ({ whole: true, ...(await verifyRestored(ownerUrl, env().DATABASE_URL ?? "")) }),
  });
}
