import type { Command, Field, OwnCommand } from "./command";
import { commands } from "./commands.gen";
import { flaggedFields, flagOf } from "./flags";
import { aligned } from "./table";

const FOOT = `
--server and LEADVIBE_URL say where the API is, and LEADVIBE_TOKEN who calls, unless leadvibe login has kept both.
Exit codes: 0 done, 1 refused, 2 wrong usage, 3 no answer, 4 no valid token.
`;

const groupOf = (name: string) => name.split(" ")[0] ?? "";

type Own = Record<string, OwnCommand>;

function everyCommand(own: Own): [string, string][] {
  const shown = Object.entries(own).filter(([, { hidden }]) => !hidden);
  const listed = [
    ...commands.map(({ name, about }) => [name, about]),
    ...shown.map(([name, { about }]) => [name, about]),
  ];
  return (listed as [string, string][]).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether commands begin with this word. */
export const isGroup = (word: string, own: Own): boolean => everyCommand(own).some(([name]) => groupOf(name) === word);

/** All commands, or those of a group. */
export function helpOf(group: string | undefined, own: Own): string {
  const listed = everyCommand(own).filter(([name]) => !group || groupOf(name) === group);
  return `Usage: leadvibe <command> [--help]\n\n${aligned(listed.map(([name, about]) => [`  ${name}`, about]))}${FOOT}`;
}

function lineOf(field: Field): string[] {
  const { kind, values, many, required, about = "" } = field;
  const taken = values?.join("|") ?? { text: "<text>", number: "<number>", json: "<json>", boolean: "" }[kind];
  const notes = [about, required ? "(required)" : "", many ? "(can be repeated)" : ""].filter(Boolean).join(" ");
  return [`  --${kind === "boolean" ? "[no-]" : ""}${flagOf(field)} ${taken}`, notes];
}

/** A command's arguments and flags. */
export function helpOfCommand(command: Command): string {
  const { name, about, path, unit, paged, dryRun, body } = command;
  const ids = (path.match(/\{\w+\}/g) ?? []).map((id) => `<${id.slice(1, -1)}>`);
  const common = [
    ...(body ? [["  --data <json|@file|->", "The body, instead of its fields' flags or together with them"]] : []),
    ...(unit ? [["  --unit <id>", "The org unit to work in"]] : []),
    ...(paged ? [["  --all", "Every page"]] : []),
    ...(dryRun ? [["  --dry-run", "Changes nothing, and says what would happen"]] : []),
    ["  --json, --table", "How to print; a table on a terminal, else JSON"],
    ["  --server <address>", "Where the API is"],
  ];
  const flags = aligned([...flaggedFields(command).map(lineOf), ...common]);
  return `${about}.\n\nUsage: leadvibe ${[name, ...ids].join(" ")} [flags]\n\n${flags}`;
}
