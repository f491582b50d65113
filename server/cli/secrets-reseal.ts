import { z } from "zod";
import { resealSecrets } from "@/domain/webhooks/reseal-secrets";
import { runCommand } from "./run-command";

/** `npm run -s secrets:reseal`: seals what has to be read again with the DATA_KEY of now, so that the one before can go. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s secrets:reseal",
    options: z.strictObject({}),
    run: (_options, ownerUrl) => resealSecrets(ownerUrl),
  });
}
