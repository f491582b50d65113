import { RecentlyUsed } from "@/lib/recently-used";
import type { Role } from "@/lib/roles";
import { settled } from "@/lib/settled";
import { withConnection } from "./client";
import type { Connection } from "./connection";
import { type Caller, callerOf, countSuspended, type Entry, enter, entering, READING } from "./enter";
import { askReplica, hasReplicas } from "./replicas";
import { type DrizzleClient, drizzleOver, PREPARED, retrying, type Tx } from "./transaction";

type Asker = Omit<Entry, "locks" | "isReading">;

/** The rows of a statement, as arrays that begin at `from`, and all columns' names. */
type Found = { columns: string[]; from: number; rows: unknown[][] };

const FOUND = "found";

const TEXTS = 500;
const texts = new Map<string, RecentlyUsed<string>>();

// The statement depends on the row that entering gave, so Postgres cannot begin it earlier, and begins it only for a caller
// with access to the OU they select (db/enter-and-read.test.ts).
function textOf(statement: string, call: string, selected: string | undefined): string {
  const role = selected === undefined ? "null::text" : `select_unit(${selected})`;
  const begins = selected === undefined ? "entered.org_id is not null" : "entered.unit_role is not null";
  return `with entered as materialized (select caller.*, ${role} as unit_role from ${call} caller)
    select entered.*, answer.* from entered left join lateral (
      select true as ${FOUND}, asked.* from (${statement}) asked where ${begins} offset 0) answer on true`;
}

// Most requests send one of a few texts. The driver finds a statement faster if its text is the same string object each time.
function enteringIn(statement: string, before: number, entry: Asker) {
  const { presented, selectedUnitId: selected } = entry;
  const { call, args } = entering({ presented, locks: READING.locks }, before);
  const parameter = selected === undefined ? undefined : `$${before + args.length + 1}`;
  const kind = `${call} ${parameter}`;
  const known = texts.get(kind) ?? new RecentlyUsed<string>(TEXTS);
  texts.set(kind, known);
  const text = known.get(statement) ?? textOf(statement, call, parameter);
  known.set(statement, text);
  return { text, args: selected === undefined ? args : [...args, selected] };
}

/** Enters and runs a statement at once, on a replica if one may answer. */
async function ask(entry: Asker, statement: string, parameters: readonly unknown[]): Promise<[Caller, Found]> {
  const { text, args } = enteringIn(statement, parameters.length, entry);
  const all = [...parameters, ...args] as never[];
  const send = ({ sql }: Connection) => sql.unsafe(text, all, PREPARED).values().execute();
  const onPrimary = (connection: Connection) => send(connection).catch(countSuspended(entry));
  const asked = () => retrying(() => withConnection(onPrimary, entry.share));
  const result = hasReplicas() ? ((await askReplica(send, entry.share)) ?? (await asked())) : await asked();
  const columns = namesOf(result.columns);
  const at = columns.indexOf(FOUND);
  const [first] = result;
  const entered = first && objectOf(columns, first, 0, at);
  const rows = first?.[at] === true ? [...result] : []; // the first alone has no answer if there is none
  const caller = callerOf(entry, entered, entered?.unit_role as Role | null | undefined);
  return [caller, { columns, from: at + 1, rows }];
}

const names = new WeakMap<object, string[]>();

// The driver has one list of columns for each prepared statement.
function namesOf(columns: readonly { name: string }[]): string[] {
  const known = names.get(columns);
  if (known) return known;
  const made = columns.map(({ name }) => name);
  names.set(columns, made);
  return made;
}

function objectOf(columns: string[], row: unknown[], from: number, to: number): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (let index = from; index < to; index += 1) made[columns[index] ?? ""] = row[index];
  return made;
}

function clientOver(run: (statement: string, parameters: readonly unknown[]) => Promise<Found>): DrizzleClient {
  return {
    unsafe(statement, parameters = []) {
      const found = run(statement, parameters);
      const objects = found.then(({ columns, from, rows }) =>
        rows.map((row) => objectOf(columns, row, from, columns.length)),
      );
      objects.catch(() => {}); // whoever awaits it sees the failure
      return Object.assign(objects, {
        values: () => found.then(({ from, rows }) => rows.map((row) => row.slice(from))),
      });
    },
    savepoint: () => Promise.reject(new Error("work of single statements has no transaction; declare an operation")),
  };
}

/**
 * A request's way to data that single statements read: each enters and reads in one round trip, outside any transaction.
 * `work` is planned before the caller is known and names them as SQL (domain/access/reader.ts). `admit` judges the caller that a
 * statement gave before its rows are handed out, and also if `work` refuses before it has asked anything. Throws what
 * `enter` throws.
 */
export async function enterAndRead<T>(
  entry: Asker,
  admit: (caller: Caller) => void,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const asked: Promise<Found>[] = [];
  const run = (statement: string, parameters: readonly unknown[]) => {
    const found = ask(entry, statement, parameters).then(([caller, answer]) => {
      admit(caller);
      return answer;
    });
    asked.push(found);
    return found;
  };
  const outcome = await settled(work(drizzleOver(clientOver(run))));
  // Drizzle wraps what a statement throws; here it is as it was, also if `work` did not wait for it.
  await (asked.length > 0 ? Promise.all(asked) : enter({ ...entry, ...READING }, async (caller) => admit(caller)));
  return outcome();
}
