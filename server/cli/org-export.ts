import { z } from "zod";
import { exportToFile } from "@/domain/moving/move-organization";
import { runCommand } from "./run-command";

/**
 * `npm run -s org:export`: writes everything of an organization into a file, for `org:import` in another installation and for
 * `org:delete`.
 */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s org:export -- org_… --to FILE [--with-passwords]",
    positional: "org",
    options: z.strictObject({
      org: z.string().min(1),
      to: z.string().min(1),
      with_passwords: z.literal(true).optional(),
    }),
    flags: ["with_passwords"],
    async run({ org, to, with_passwords: withPasswords = false }, ownerUrl) {
      const manifest = await exportToFile(ownerUrl, org, to, withPasswords);
      return { org_id: org, file: to, with_passwords: withPasswords, ...manifest };
    },
  });
}
