import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Command, Field } from "./command";
import { UsageError } from "./failure";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The flags of every command that calls the API. */
export const COMMON = {
  server: { type: "string" },
  json: { type: "boolean" },
  table: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies Options;

const MORE = {
  unit: { type: "string" },
  data: { type: "string" },
  all: { type: "boolean" },
  "dry-run": { type: "boolean" },
} as const satisfies Options;

/** `--first-name` of first_name. */
export const flagOf = ({ name }: Field): string => name.toLowerCase().replaceAll("_", "-");

/** The fields of a command that have a flag. Secrets have none: whoever lists processes would see them. */
export const flaggedFields = ({ fields }: Command): Field[] => fields.filter(({ secret }) => !secret);

function optionsOf(command: Command): Options {
  const own = flaggedFields(command).flatMap((field): [string, Options[string]][] => {
    const flag = flagOf(field);
    if (field.kind !== "boolean") return [[flag, { type: "string", multiple: field.many === true }]];
    return [flag, `no-${flag}`].map((name) => [name, { type: "boolean" }]);
  });
  return { ...Object.fromEntries(own), ...COMMON, ...MORE };
}

/** What the flags and arguments of a command say. */
export type Asked = {
  ids: string[];
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
};

/** Parses the arguments after a command's name. Throws UsageError, which never shows a value. */
export function parseFlags(args: string[], options: Options): Asked {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { ids: positionals, values };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The same for an operation's command. */
export const parseCommand = (command: Command, args: string[]): Asked => parseFlags(args, optionsOf(command));

function oneValue(field: Field, text: string): unknown {
  const refuse = (wanted: string) => new UsageError(`--${flagOf(field)} has to be ${wanted}.`);
  if (field.values && !field.values.includes(text)) throw refuse(`one of ${field.values.join(", ")}`);
  if (field.kind === "number") {
    if (text.trim() === "" || !Number.isFinite(Number(text))) throw refuse("a number");
    return Number(text);
  }
  if (field.kind !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("JSON");
  }
}

/** The field's value, as the API takes it; undefined if its flag was not given. Throws UsageError. */
export function flagValue(field: Field, { values }: Asked): unknown {
  const flag = flagOf(field);
  if (field.kind === "boolean") return values[`no-${flag}`] ? false : values[flag];
  const given = values[flag];
  if (given === undefined) return undefined;
  return Array.isArray(given) ? given.map((text) => oneValue(field, String(text))) : oneValue(field, String(given));
}
