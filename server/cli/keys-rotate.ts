import { z } from "zod";
import { ConfigError, env } from "@/lib/env";
import { rotateSecrets, rotating } from "@/server/rotate-secrets";
import { runAlone } from "./run-command";

/** `npm run -s keys:rotate`: replaces one of the generated keys of the embedded database, or its passwords. */
export async function main(args: string[]): Promise<void> {
  await runAlone(args, {
    usage: `npm run -s keys:rotate -- --key ${rotating.join("|")}`,
    options: z.strictObject({ key: z.enum(rotating, `must be one of ${rotating.join(", ")}`) }),
    run({ key }, signal) {
      const { DATABASE_URL, DATA_DIR } = env();
      if (!DATABASE_URL) return rotateSecrets(DATA_DIR, key, signal);
      throw new ConfigError(
        "With a database of your own the keys are variables: docs/backup.md says how to rotate each.",
      );
    },
  });
}
