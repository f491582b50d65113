import { z } from "zod";
import { listOrganizations } from "@/db/operated-organizations";
import { runCommand } from "./run-command";

/** `npm run -s org:list`: every organization with its size, and since when it is suspended. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s org:list",
    options: z.strictObject({}),
    run: async (_options, ownerUrl) => ({ organizations: await listOrganizations(ownerUrl) }),
  });
}
