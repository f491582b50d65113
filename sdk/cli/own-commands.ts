import { createSend } from "@/sdk/src/send";
import { readSecret } from "./ask";
import { candidates } from "./candidates";
import type { OwnCommand } from "./command";
import { scriptOf } from "./completion";
import { findLogin, forget, keep, serverOf, tokenOf } from "./credentials";
import { UsageError } from "./failure";
import { COMMON, parseFlags } from "./flags";
import { importPeople } from "./import-people";
import type { World } from "./world";

async function login(args: string[], world: World): Promise<void> {
  const { ids, values } = parseFlags(args, COMMON);
  if (ids.length > 0)
    throw new UsageError("The token comes from standard input: others could read it in a command line.");
  const address = values.server ?? world.env.LEADVIBE_URL;
  if (!address) throw new UsageError("Say where: leadvibe login --server https://…");
  const server = serverOf(String(address));
  const token = tokenOf(await readSecret(world, "Token"));
  const response = await createSend({ token })(new Request(`${server}/me`));
  const { first_name, last_name, email } = (await response.json()) as Record<string, string>;
  const file = keep(world, { server, token });
  world.say(`Signed in to ${server} as ${first_name} ${last_name} (${email}). The token is in ${file}.\n`);
}

async function logout(args: string[], world: World): Promise<void> {
  parseFlags(args, {});
  world.say(
    forget(world) ? "The token is forgotten here, and still works: revoke it with the others.\n" : "There was none.\n",
  );
}

export const ownCommands: Record<string, OwnCommand> = {
  login: { about: "Keep a token, read from standard input", usage: "[--server https://…]", run: login },
  logout: { about: "Forget the token", usage: "", run: logout },
  "members import": {
    about: "Invite the people of a CSV",
    usage: "<file|-> [--role viewer|editor|admin] [--dry-run] [--json|--table] [--server https://…]",
    run: (args, world) => importPeople(args, world, (flag) => findLogin(world, flag)),
  },
  completion: {
    about: "The script that completes commands in a shell",
    usage: "bash|zsh|fish",
    run: (args, world) => world.out(scriptOf(args)),
  },
  complete: {
    about: "What may come next; the scripts ask for it",
    usage: "-- <words>",
    hidden: true,
    run: (args, world) => world.out(candidates(args[0] === "--" ? args.slice(1) : args, ownCommands).join("\n")),
  },
};
