import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/scope";

/** What a statement did with a table: the index it read, or the kind of scan, and how many rows it went through. */
export type Scan = { how: string; rows: number };

type Plan = { "Node Type": string; Plans?: Plan[]; "Relation Name"?: string; "Index Name"?: string } & {
  "Subplan Name"?: string;
} & Record<string, number>;

const dialect = new PgDialect();
// A list's total is counted apart from its rows; such a count may read the whole organization.
const isCount = (plan: Plan) =>
  plan["Node Type"] === "Aggregate" && /^(InitPlan|SubPlan)/.test(plan["Subplan Name"] ?? "");
const nodesOf = (plan: Plan, withCounts = false): Plan[] => [
  plan,
  ...(plan.Plans ?? []).filter((part) => withCounts || !isCount(part)).flatMap((part) => nodesOf(part, withCounts)),
];
const quoted = (value: unknown) => (value === null ? "null" : `'${String(value).replaceAll("'", "''")}'`);

function scansOf(plan: Plan, table: string, withCounts: boolean): Scan[] {
  return nodesOf(plan, withCounts)
    .filter((node) => node["Relation Name"] === table)
    .map((node) => ({
      how: node["Index Name"] ?? node["Node Type"],
      rows: ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1),
    }));
}

/** Runs a statement as the product does, prepared and planned without knowing its parameters, undoes it, and returns its plan. */
async function planOf(tx: Tx, statement: SQL): Promise<Plan> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  await tx.execute(sql.raw(`prepare probed as ${text}`));
  const given = params.length > 0 ? `(${params.map(quoted).join(", ")})` : "";
  await tx.execute(sql`savepoint probed`);
  const rows = await tx.execute<{ "QUERY PLAN": string | [{ Plan: Plan }] }>(
    sql.raw(`explain (analyze, buffers, timing off, format json) execute probed ${given}`),
  );
  await tx.execute(sql`rollback to savepoint probed`);
  await tx.execute(sql`deallocate probed`);
  const told = rows[0]?.["QUERY PLAN"] ?? "";
  return ((typeof told === "string" ? JSON.parse(told) : told) as [{ Plan: Plan }])[0].Plan;
}

/** The transaction, adding up the pages of tables and indexes that its statements touch. */
export function countingBuffers(tx: Tx, counted: { buffers: number }): Tx {
  return probing(tx, (plan) => {
    counted.buffers += (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
  });
}

/** The transaction, noting for each statement in `seen` how it reads the table, in counts too if they matter. */
export function watching(tx: Tx, table: string, seen: Scan[][], withCounts = false): Tx {
  return probing(tx, (plan) => seen.push(scansOf(plan, table, withCounts)));
}

function probing(tx: Tx, note: (plan: Plan) => void): Tx {
  const execute = async (statement: SQL) => {
    note(await planOf(tx, statement));
    return tx.execute(statement);
  };
  const transaction: Tx["transaction"] = (work) => tx.transaction((inner) => work(probing(inner, note)));
  const probed: Partial<Tx> = { execute: execute as never, transaction };
  return new Proxy(tx, { get: (target, name) => Reflect.get(probed, name) ?? Reflect.get(target, name) });
}
