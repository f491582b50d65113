import postgres from "postgres";
import { z } from "zod";
import { auditKey } from "./audit-key";
import { openBalancer } from "./balancer";
import { createDatabase } from "./own-database";
import { afterTest, run } from "./process";
import { openResendStandIn } from "./resend-stand-in";

const Organization = z.object({
  unit_id: z.string(),
  org_member_id: z.string(),
  email: z.string(),
  password: z.string(),
  token: z.string(),
});

/**
 * Makes a database, a balancer and a stand-in for the mail provider, and returns the environment of processes that share them.
 * The checkout at `tree` migrates the database and creates an organization. Everything is removed after the test.
 */
export async function install(tree = ".") {
  const { ownerUrl, appUrl, drop } = await createDatabase();
  afterTest(drop);
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  afterTest(() => sql.end({ timeout: 1 }));
  const [balancer, standIn] = await Promise.all([openBalancer(), openResendStandIn()]);
  afterTest(() => Promise.all([balancer.close(), standIn.close()]));
  const env = {
    ...standIn.env,
    DATABASE_URL: appUrl,
    APP_URL: balancer.url,
    TRUSTED_PROXIES: "1",
    NEXTAUTH_SECRET: "a key for tests, long enough to be accepted",
    AUDIT_KEY: auditKey,
  };
  const command = async (name: string, args: string[], of = tree) => {
    const { exited, stdout, stderr } = await run(name, { ...env, MIGRATION_DATABASE_URL: ownerUrl }, args, "", of);
    if ((await exited) !== 0) throw new Error(`${name} failed: ${stderr()}`);
    return stdout();
  };
  await command("db-migrate", []);
  const ada = ["--name", "Acme", "--email", "ada@acme.test", "--first-name", "Ada", "--last-name", "Lovelace"];
  const organization = Organization.parse(JSON.parse(await command("org-create", ada)));
  return { env, sql, balancer, standIn, organization, command };
}

export type Installation = Awaited<ReturnType<typeof install>>;
