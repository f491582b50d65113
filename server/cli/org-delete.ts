import readline from "node:readline/promises";
import { z } from "zod";
import { deleteOrganization, measureOrganization } from "@/db/delete-organization";
import { suspendOrganization } from "@/db/operated-organizations";
import { assertCovers } from "@/domain/moving/covers";
import { openOrganizationFile } from "@/domain/moving/read-file";
import { ConfigError } from "@/lib/env";
import { UsageError } from "./options";
import { runCommand } from "./run-command";

const usage = "npm run -s org:delete -- --org org_… (--export FILE | --without-export) [--name Acme]";

async function ask(question: string): Promise<string> {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    const unanswered = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    return await Promise.race([terminal.question(question), unanswered]);
  } finally {
    terminal.close();
  }
}

/**
 * `npm run -s org:delete`: deletes an organization for good, once its name has been typed. Suspends it first, so that nobody
 * works in it meanwhile.
 */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage,
    options: z.strictObject({
      org: z.string().min(1),
      name: z.string().optional(),
      export: z.string().min(1).optional(),
      without_export: z.literal(true).optional(),
    }),
    flags: ["without_export"],
    async run({ org, name, export: file, without_export }, ownerUrl) {
      if (!file === !without_export) throw new UsageError(`Give either --export or --without-export.\nUsage: ${usage}`);
      const { organization, rows } = await measureOrganization(ownerUrl, org);
      const exported = file === undefined ? undefined : await openOrganizationFile(file);
      if (exported) assertCovers(exported, organization, rows);
      const counts = Object.entries(rows).map(([table, count]) => `${table}: ${count}`);
      process.stderr.write(`This deletes ${organization.name} (${org}) for good.\n${counts.join(", ")}\n`);
      const given = name ?? (await ask("Type the organization's name to delete it: "));
      if (given.trim() !== organization.name) throw new ConfigError("That is not its name; nothing was deleted.");
      await suspendOrganization(ownerUrl, org);
      const deleted = await deleteOrganization(ownerUrl, organization, (now, left) => {
        if (exported) assertCovers(exported, now, left);
      });
      return { org_id: org, name: organization.name, deleted };
    },
  });
}
