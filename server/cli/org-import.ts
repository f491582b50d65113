import { z } from "zod";
import { importFromFile } from "@/domain/moving/move-organization";
import { ConfigError } from "@/lib/env";
import { runCommand } from "./run-command";

/** `npm run -s org:import`: brings an exported organization into this installation, all of it or nothing. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s org:import -- --from FILE",
    options: z.strictObject({ from: z.string().min(1) }),
    async run({ from }, ownerUrl) {
      const { organization, rows, sharedAddresses, difference } = await importFromFile(ownerUrl, from);
      if (difference) {
        throw new ConfigError(
          `${organization.name} was imported, but its audit log differs: the entry at index ${difference.index} ${difference.difference}. Compare it with the installation that it comes from.`,
        );
      }
      return { ...organization, rows, shared_addresses: sharedAddresses };
    },
  });
}
