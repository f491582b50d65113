import type { OwnCommand } from "./command";
import { commands } from "./commands.gen";
import { flaggedFields, flagOf } from "./flags";

type Own = Record<string, OwnCommand>;
type Flag = { flag: string; values: readonly string[] };

const valuesOf = (usage = ""): string[] => (usage.includes("|") ? usage.split("|") : []);

/** The flags that a usage line names: `[--role viewer|editor]`. */
const flagsIn = (usage: string): Flag[] =>
  [...usage.matchAll(/--([a-z-]+)(?: ([a-z|]+))?/g)].map(([, flag = "", values]) => ({
    flag,
    values: valuesOf(values),
  }));

function flagsOf(name: string, own: Own): Flag[] {
  const help = { flag: "help", values: [] };
  const usage = own[name]?.usage;
  if (usage !== undefined) return [...flagsIn(usage), help];
  const command = commands.find((one) => one.name === name);
  if (!command) return [help];
  const { unit, paged, dryRun, body } = command;
  const common = [
    ...["server", "json", "table"],
    ...(unit ? ["unit"] : []),
    ...(paged ? ["all"] : []),
    ...(dryRun ? ["dry-run"] : []),
    ...(body ? ["data"] : []),
  ];
  const fields = flaggedFields(command).map((field) => ({ flag: flagOf(field), values: field.values ?? [] }));
  return [...fields, ...common.map((flag) => ({ flag, values: [] })), help];
}

/** What the last of these words may become: a command, one of its flags, or a value. */
export function candidates(words: string[], own: Own): string[] {
  const [group = "", verb = ""] = words;
  const last = words.at(-1) ?? "";
  const begin = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text.startsWith(last)).sort();
  const shown = Object.keys(own).filter((name) => !own[name]?.hidden);
  const names = [...commands.map(({ name }) => name), ...shown].map((name) => name.split(" "));
  const isWhole = Object.hasOwn(own, group);
  if (words.length < 2) return begin([...names.map(([first = ""]) => first), ...(last ? ["--help", "--version"] : [])]);
  if (words.length === 2 && !isWhole && !last.startsWith("-"))
    return begin(names.flatMap(([first, second]) => (first === group && second ? [second] : [])));
  const name = isWhole ? group : `${group} ${verb}`;
  const flags = flagsOf(name, own);
  const before = flags.find(({ flag }) => words.at(-2) === `--${flag}`);
  if (before && before.values.length > 0) return begin(before.values);
  if (last.startsWith("-")) return begin(flags.map(({ flag }) => `--${flag}`));
  return /^[a-z|]+$/.test(own[name]?.usage ?? "") ? begin(valuesOf(own[name]?.usage)) : [];
}
