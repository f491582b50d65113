import { UsageError } from "./failure";
import type { Asked } from "./flags";
import { harmless, tableOf } from "./table";
import type { World } from "./world";

/** Whether to print for people: on a terminal, unless a flag says otherwise. */
export function isForPeople({ values }: Asked, { isTerminal }: World): boolean {
  if (values.json && values.table) throw new UsageError("--json and --table rule each other out.");
  return values.table === true || (isTerminal && !values.json);
}

/** What an answer says: the data, the rows of its table if they are only a part of it, and the API's own text of it. */
type Printed = { data: unknown; rows?: unknown; text?: string };

/** Prints a table for people, else JSON, as the API wrote it, so that no digit of a number is lost. */
export function print({ data, rows = data, text = JSON.stringify(data) }: Printed, asked: Asked, world: World) {
  if (isForPeople(asked, world)) return world.out(tableOf(rows));
  if (!world.isTerminal) return world.out(`${text}\n`);
  return world.out(`${JSON.stringify(data, null, 2).split("\n").map(harmless).join("\n")}\n`);
}
