import readline from "node:readline/promises";
import { z } from "zod";
import { deleteOrganization, measureOrganization } from "@/db/delete-organization";
import { suspendOrganization } from "@/db/operated-organizations";
import { ConfigError } from "@/lib/env";
import { runCommand } from "./run-command";

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
    usage: "npm run -s org:delete -- --org org_… --without-export [--name Acme]",
    options: z.strictObject({
      org: z.string().min(1),
      name: z.string().optional(),
      without_export: z.literal(true, "is needed, because nothing of the organization can be had afterwards"),
    }),
    flags: ["without_export"],
    async run({ org, name }, ownerUrl) {
      const { organization, rows } = await measureOrganization(ownerUrl, org);
      const counts = Object.entries(rows).map(([table, count]) => `${table}: ${count}`);
      process.stderr.write(`This deletes ${organization.name} (${org}) for good.\n${counts.join(", ")}\n`);
      const given = name ?? (await ask("Type the organization's name to delete it: "));
      if (given.trim() !== organization.name) throw new ConfigError("That is not its name; nothing was deleted.");
      await suspendOrganization(ownerUrl, org);
      return { org_id: org, name: organization.name, deleted: await deleteOrganization(ownerUrl, organization) };
    },
  });
}
