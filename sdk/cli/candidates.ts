import type { OwnCommand } from "./command";
import { commands } from "./commands.gen";
import { flaggedFields, flagOf } from "./flags";

function flagsOf(name: string): { flag: string; values: readonly string[] }[] {
  const command = commands.find((one) => one.name === name);
  if (!command) return ["server", "json", "table", "help"].map((flag) => ({ flag, values: [] }));
  const { unit, paged, dryRun, body } = command;
  const common = [
    ...["server", "json", "table", "help"],
    ...(unit ? ["unit"] : []),
    ...(paged ? ["all"] : []),
    ...(dryRun ? ["dry-run"] : []),
    ...(body ? ["data"] : []),
  ];
  const own = flaggedFields(command).map((field) => ({ flag: flagOf(field), values: field.values ?? [] }));
  return [...own, ...common.map((flag) => ({ flag, values: [] }))];
}

/** What the last of these words may become: a command, one of its flags, or a flag's value. */
export function candidates(words: string[], own: Record<string, OwnCommand>): string[] {
  const [group = "", verb = ""] = words;
  const last = words.at(-1) ?? "";
  const shown = Object.keys(own).filter((name) => !own[name]?.hidden);
  const names = [...commands.map(({ name }) => name), ...shown].map((name) => name.split(" "));
  const begin = (texts: string[]) => [...new Set(texts)].filter((text) => text.startsWith(last)).sort();
  if (words.length < 2) return begin(names.map(([first = ""]) => first));
  if (words.length === 2) return begin(names.flatMap(([first, second]) => (first === group && second ? [second] : [])));
  const flags = flagsOf(`${group} ${verb}`);
  const before = flags.find(({ flag }) => words.at(-2) === `--${flag}`);
  if (before && before.values.length > 0) return begin([...before.values]);
  return last.startsWith("-") ? begin(flags.map(({ flag }) => `--${flag}`)) : [];
}
