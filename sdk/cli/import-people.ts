import fs from "node:fs";
import { buffer } from "node:stream/consumers";
import { INVITED_AT_ONCE } from "@/lib/batch-limits";
import { judgePeople } from "@/lib/people/judge-people";
import { decodeText, readPeople } from "@/lib/people/read-records";
import { type PersonWithUnits, withUnits } from "@/lib/people/row-units";
import { roles } from "@/lib/roles";
import type { paths } from "@/sdk/src/schema.gen";
import { createSend } from "@/sdk/src/send";
import type { Login } from "./credentials";
import { PartlyRefused, UsageError } from "./failure";
import { COMMON, parseFlags } from "./flags";
import { print } from "./print";
import type { World } from "./world";

type InvitePeople = paths["/members/batch"]["post"];
type Body = InvitePeople["requestBody"]["content"]["application/json"];
type Invited = InvitePeople["responses"]["200"]["content"]["application/json"];
type Result = { row: number; email: string; result: string; org_member_id?: string; problem?: string };

const AT_ONCE = Math.min(100, INVITED_AT_ONCE); // little is lost when one call fails
const FLAGS = { ...COMMON, role: { type: "string" }, "dry-run": { type: "boolean" } } as const;
const JSON_TYPE = { "Content-Type": "application/json" };

function roleOf(text: unknown): Body["role"] {
  const role = roles.find((one) => one === (text ?? "viewer"));
  if (!role) throw new UsageError(`--role has to be one of ${roles.join(", ")}.`);
  return role;
}

async function readFile(file: string, { input }: World): Promise<Uint8Array> {
  try {
    return file === "-" ? await buffer(input) : fs.readFileSync(file);
  } catch {
    throw new UsageError(`${file} can't be read.`);
  }
}

/** The people whom nothing keeps from being invited, and results for the others. */
function sort(people: readonly PersonWithUnits[]): { good: PersonWithUnits[]; results: Result[] } {
  const results = people.flatMap(({ at, email, problem, repeats }) => {
    if (problem) return [{ row: at, email, result: "invalid", problem }];
    return repeats === undefined ? [] : [{ row: at, email, result: "exists", problem: `The same as row ${repeats}` }];
  });
  return { good: people.filter(({ problem, repeats }) => !problem && repeats === undefined), results };
}

const memberOf = ({ email, first_name, last_name, role, ou_memberships }: PersonWithUnits) => ({
  ...{ email, first_name, last_name },
  ...(role ? { role } : {}),
  ...(ou_memberships ? { ou_memberships } : {}),
});

function resultOf({ at, email }: PersonWithUnits, { result, org_member_id, errors }: Invited[number]): Result {
  const [problem] = errors ?? [];
  return {
    ...{ row: at, email, result },
    ...(org_member_id ? { org_member_id } : {}),
    ...(problem ? { problem: problem.detail } : {}),
  };
}

/**
 * Invites the people of a CSV, as the dashboard's page does: with the same columns, names and org units. Rows that are wrong
 * are reported and don't block the rest; then it throws at the end.
 */
export async function importPeople(args: string[], world: World, findLogin: (server?: string) => Login): Promise<void> {
  const asked = parseFlags(args, FLAGS);
  const [file, ...more] = asked.ids;
  if (!file || more.length > 0)
    throw new UsageError("Usage: leadvibe members import <file|-> [--role viewer] [--dry-run]");
  const role = roleOf(asked.values.role);
  const read = readPeople(decodeText(await readFile(file, world)));
  if ("problem" in read) throw new UsageError(read.problem);
  const { server, token } = findLogin(asked.values.server as string | undefined);
  const send = createSend({ token });
  const units = await (await send(new Request(`${server}/org-units`))).json();
  const { good, results } = sort(withUnits(judgePeople(read.people), units, role));
  if (read.unused.length > 0) world.say(`Columns that are not read: ${read.unused.join(", ")}\n`);
  try {
    for (let start = 0; start < good.length; start += AT_ONCE) {
      const some = good.slice(start, start + AT_ONCE);
      const body: Body = { role, members: some.map(memberOf), dry_run: asked.values["dry-run"] === true };
      const init = { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) };
      const answers: Invited = await (await send(new Request(`${server}/members/batch`, init))).json();
      results.push(...some.flatMap((person, index) => (answers[index] ? [resultOf(person, answers[index])] : [])));
    }
  } finally {
    results.sort((a, b) => a.row - b.row);
    await print({ data: results }, asked, world);
  }
  const failed = results.filter(({ result }) => result === "invalid" || result === "refused").length;
  if (failed > 0) throw new PartlyRefused(`${failed} of ${read.people.length} rows could not be invited.`);
}
