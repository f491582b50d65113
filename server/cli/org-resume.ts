import { z } from "zod";
import { resumeOrganization } from "@/db/operated-organizations";
import { runCommand } from "./run-command";

/** `npm run -s org:resume`: ends a suspension; sessions, tokens and links work again. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s org:resume -- --org org_…",
    options: z.strictObject({ org: z.string().min(1) }),
    run: ({ org }, ownerUrl) => resumeOrganization(ownerUrl, org),
  });
}
