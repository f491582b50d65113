import { LeadVibeError } from "@/sdk/src/problem";
import { call } from "./call";
import { commands } from "./commands.gen";
import { DONE, exitCodeOf, UsageError, wordsFor } from "./failure";
import { helpOf, helpOfCommand, isGroup } from "./help";
import { ownCommands } from "./own-commands";
import type { World } from "./world";

const isHelp = (word: string | undefined) => word === undefined || /^(--help|-h|help)$/.test(word);

async function perform(args: string[], version: string, world: World): Promise<void> {
  const [first, second] = args;
  if (first === "--version") return world.out(`${version}\n`);
  if (isHelp(first)) return world.out(helpOf(undefined, ownCommands));
  const length = Object.hasOwn(ownCommands, first ?? "") ? 1 : 2;
  const name = args.slice(0, length).join(" ");
  const rest = args.slice(length);
  const own = Object.hasOwn(ownCommands, name) ? ownCommands[name] : undefined;
  if (own && isHelp(rest[0] ?? "")) return world.out(`${own.about}.\n\nUsage: leadvibe ${name} ${own.usage}\n`);
  if (own) return own.run(rest, world);
  const command = commands.find((one) => one.name === name);
  if (command && rest.some((word) => word === "--help" || word === "-h")) return world.out(helpOfCommand(command));
  if (command) return call(command, rest, world);
  if (isGroup(first ?? "", ownCommands) && isHelp(second)) return world.out(helpOf(first, ownCommands));
  throw new UsageError(`There is no such command: ${name}. leadvibe --help lists all of them.`);
}

/** Runs the command that the arguments name. Returns its exit code. */
export async function main(args: string[], version: string, world: World): Promise<number> {
  try {
    await perform(args, version, world);
    return DONE;
  } catch (error) {
    const code = exitCodeOf(error);
    const isForProgram = error instanceof LeadVibeError && error.problem && args.includes("--json");
    world.say(isForProgram ? `${JSON.stringify(error.problem)}\n` : wordsFor(error as Error));
    return code;
  }
}
