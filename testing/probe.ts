import type { ReservedSql, RowList, Row as SqlRow } from "postgres";
import { type Command, commands, reachOf } from "./reach";
import type { Table } from "./scratch";
import type { Settings } from "./sql";

export type Scope = { who: string; settings: Settings };

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** What the application's role is answered in this scope, in the transaction at hand; nothing of it stays. */
async function inScratchScope(
  connection: ReservedSql,
  { settings }: Scope,
  statement: string,
): Promise<RowList<SqlRow[]>> {
  const set = Object.entries(settings).map(([name, value]) => `set_config('app.${name}', ${quoted(value)}, true)`);
  const opening = ["savepoint probe", "set local role leadvibe_app", `select ${set.join(", ") || "1"}`];
  const flight = [...opening, statement, "rollback to probe"].map((text) => connection.unsafe(text));
  const landed = await Promise.allSettled(flight);
  return flight[landed.length - 2] as Promise<RowList<SqlRow[]>>;
}

async function isInsertable(connection: ReservedSql, scope: Scope, { name }: Table, values: object): Promise<boolean> {
  const list = Object.keys(values)
    .map((column) => `"${column}"`)
    .join(", ");
  const row = quoted(JSON.stringify(values));
  const insert = `insert into ${name} (${list}) select ${list} from json_populate_record(null::${name}, ${row}::json)`;
  return inScratchScope(connection, scope, insert).then(
    () => true,
    (reason: { code?: string }) => {
      if (reason.code !== "42501") throw reason;
      return false;
    },
  );
}

/** How many of the table's rows a command reaches in this scope, with their rowIds where it tells them. */
async function reached(
  connection: ReservedSql,
  scope: Scope,
  table: Table,
  command: Command,
): Promise<string[] | number> {
  const { name, touch, rows } = table;
  if (command === "select") {
    const seen = await inScratchScope(connection, scope, `select tableoid::text || ctid::text as "rowId" from ${name}`);
    return seen.map(({ rowId }) => String(rowId)).sort();
  }
  if (command === "update") return (await inScratchScope(connection, scope, `update ${name} set ${touch}`)).count;
  if (command === "delete") return (await inScratchScope(connection, scope, `delete from ${name}`)).count;
  const inserted = await Promise.all(rows.map(({ values }) => isInsertable(connection, scope, table, values)));
  return rows.flatMap(({ rowId }, index) => (inserted[index] ? [rowId] : [])).sort();
}

/**
 * Holds a table against what testing/reach.ts says of it, each command in each scope, in the transaction at hand: gives a
 * sentence for every one that reaches other rows than it should.
 */
export async function* breaches(
  connection: ReservedSql,
  table: Table,
  scopes: readonly Scope[],
): AsyncGenerator<string> {
  const reach = reachOf(table.name, table.columns);
  for (const scope of scopes) {
    // All of a scope's at once: each queues its statements in one turn, so they keep together on the connection.
    const answers = await Promise.all(commands.map((command) => reached(connection, scope, table, command)));
    for (const [index, command] of commands.entries()) {
      const seen = answers[index] ?? 0;
      const rows = table.rows.filter(({ values }) => reach[command]?.(values, scope.settings));
      const rowIds = rows.map(({ rowId }) => rowId).sort();
      const isAsSaid = typeof seen === "number" ? seen === rowIds.length : String(seen) === String(rowIds);
      const count = typeof seen === "number" ? seen : seen.length;
      if (!isAsSaid) yield `${command} on ${table.name} by ${scope.who} reaches ${count} rows, not ${rowIds.length}`;
    }
  }
}
