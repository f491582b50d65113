import { z } from "zod";
import { runCommand } from "./run-command";

/** `npm run db:migrate`: applies migrations and sets up the application role; `runCommand` does both before `run`. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run db:migrate",
    options: z.strictObject({}),
    async run() {
      return { migrated: true };
    },
  });
}
