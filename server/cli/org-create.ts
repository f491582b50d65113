import { z } from "zod";
import { createOrganization } from "@/domain/organizations/operations";
import { CreateOrganizationInput } from "@/domain/organizations/schema";
import { randomBase62 } from "@/lib/auth/token";
import { ConfigError, env } from "@/lib/env";
import { runCommand } from "./run-command";

const { name, admin } = CreateOrganizationInput.shape;
const { email, first_name, last_name, password } = admin.shape;

function choosePassword(): string {
  const given = env().ORG_ADMIN_PASSWORD;
  if (given === undefined) return randomBase62(24);
  const checked = password.safeParse(given);
  if (!checked.success) throw new ConfigError(`ORG_ADMIN_PASSWORD ${checked.error.issues[0]?.message}.`);
  return checked.data;
}

/** `npm run -s org:create`: creates an organization with its default OU and first admin. */
export async function main(args: string[]): Promise<void> {
  await runCommand(args, {
    usage: 'npm run -s org:create -- --name "Acme" --email ada@acme.test --first-name Ada --last-name Lovelace',
    options: z.strictObject({ name, email, first_name, last_name }),
    async run({ name: organization, ...person }) {
      const chosen = choosePassword();
      const made = await createOrganization({ name: organization, admin: { ...person, password: chosen } });
      const { org_id, unit_id, org_member_id, email: address, token } = made;
      return { org_id, unit_id, org_member_id, email: address, password: chosen, token };
    },
  });
}
