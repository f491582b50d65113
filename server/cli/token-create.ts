import { z } from "zod";
import { createTokenFor } from "@/domain/tokens/create-token-for";
import { email } from "@/lib/fields";
import { runCommand } from "./run-command";

/** `npm run -s token:create`: creates a personal access token for an existing member. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s token:create -- --email ada@acme.test [--org org_…]",
    options: z.strictObject({ email: email(), org: z.string().min(1).optional() }),
    run: ({ email: address, org }) => createTokenFor(address, org),
  });
}
