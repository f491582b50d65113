import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Makes an organization as an operator does, beside the running server. Returns what its first admin signs in with. */
export async function createOrganization(name: string, email: string): Promise<{ email: string; password: string }> {
  const person = ["--email", email, "--first-name", "Grace", "--last-name", "Okafor"];
  const env = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR };
  const { stdout } = await run(process.execPath, ["server/run.mjs", "org-create", "--name", name, ...person], { env });
  return JSON.parse(stdout);
}
