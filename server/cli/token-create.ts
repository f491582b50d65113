import { z } from "zod";
import { createTokenFor } from "@/domain/tokens/create-token-for";
import { email, idText, scopeList } from "@/lib/fields";
import { scopes } from "@/lib/scopes";
import { runCommand } from "./run-command";

/** `npm run -s token:create`: creates a personal access token for an existing member. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s token:create -- --email ada@acme.test [--org org_…] [--scopes read,ingest] [--unit unit_…]",
    options: z.strictObject({
      email: email(),
      org: z.string().min(1).optional(),
      scopes: z
        .string()
        .transform((list) => list.split(","))
        .pipe(scopeList(scopes))
        .optional(),
      unit: idText().optional(),
    }),
    run: ({ email: address, org, unit, scopes: wanted }) =>
      createTokenFor(address, org, { scopes: wanted, unit_id: unit }),
  });
}
