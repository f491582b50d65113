import { z } from "zod";
import { suspendOrganization } from "@/db/operated-organizations";
import { runCommand } from "./run-command";

/** `npm run -s org:suspend`: nobody can work in the organization until `org:resume`, and nothing of it is lost. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: "npm run -s org:suspend -- --org org_…",
    options: z.strictObject({ org: z.string().min(1) }),
    run: ({ org }, ownerUrl) => suspendOrganization(ownerUrl, org),
  });
}
