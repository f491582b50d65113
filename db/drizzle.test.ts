import { eq, sql } from "drizzle-orm";
import { PgDialect, pgTable, text } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import { beforeEach, expect, test } from "vitest";

// db/transaction.ts gives Drizzle's session a client of its own. Everything that it relies on, and Drizzle documents
// nowhere, is below: if one of these fails after an upgrade, read Drizzle's postgres-js/session.js and change `clientOver`.

const cats = pgTable("cats", { id: text("id"), name: text("name") });
const dialect = new PgDialect();

let calls: unknown[];
let result: { rows: object[]; values: unknown[][] };
let tx: PostgresJsTransaction<Record<string, never>, Record<string, never>>;

const known = {
  unsafe(query: string, parameters: unknown[], options: unknown) {
    calls.push(["unsafe", query, parameters, options]);
    const values = () => {
      calls.push(["values"]);
      return Promise.resolve(result.values);
    };
    return Object.assign(Promise.resolve(result.rows), { values });
  },
  savepoint(work: (inner: unknown) => Promise<unknown>) {
    calls.push(["savepoint"]);
    return work(client);
  },
};

const client: object = new Proxy(known, {
  get(target, name) {
    if (name in target) return Reflect.get(target, name);
    throw new Error(`Drizzle's session now uses client.${String(name)}; db/transaction.ts does not offer it`);
  },
});

beforeEach(() => {
  calls = [];
  result = { rows: [{ id: "1", name: "Tom" }], values: [["1", "Tom"]] };
  const session = new PostgresJsSession<never, Record<string, never>, Record<string, never>>(
    client as never,
    dialect,
    undefined,
    {},
  );
  tx = new PostgresJsTransaction<Record<string, never>, Record<string, never>>(dialect, session as never, undefined);
});

test("Drizzle sends a template by client.unsafe, unprepared, and returns its rows as they are", async () => {
  expect(await tx.execute(sql`select * from cats where id = ${"1"}`)).toBe(result.rows);
  expect(calls).toEqual([["unsafe", "select * from cats where id = $1", ["1"], { prepare: false }]]);
});

test("Drizzle sends a built query by client.unsafe(…).values() and maps columns by their order", async () => {
  const { id, name } = cats;
  expect(await tx.select({ name: id, id: name }).from(cats).where(eq(id, "1"))).toEqual([{ name: "1", id: "Tom" }]);
  const query = 'select "id", "name" from "cats" where "cats"."id" = $1';
  expect(calls).toEqual([["unsafe", query, ["1"], { prepare: false }], ["values"]]);
});

test("Drizzle sends a built write without a result by client.unsafe alone", async () => {
  await tx.insert(cats).values({ id: "2", name: "Tim" });
  const query = 'insert into "cats" ("id", "name") values ($1, $2)';
  expect(calls).toEqual([["unsafe", query, ["2", "Tim"], { prepare: false }]]);
});

test("Drizzle runs a nested transaction by client.savepoint, with the client that this gives", async () => {
  const failure = new Error("undone");
  await expect(tx.transaction(() => Promise.reject(failure))).rejects.toBe(failure);
  expect(await tx.transaction((inner) => inner.execute(sql`select 1`))).toBe(result.rows);
  expect(calls).toEqual([["savepoint"], ["savepoint"], ["unsafe", "select 1", [], { prepare: false }]]);
});

test("a transaction, and an attempt within it, have the client as session.client", async () => {
  const clientOf = (one: typeof tx) => (one as unknown as { session: { client: unknown } }).session.client;
  expect(clientOf(tx)).toBe(client);
  expect(await tx.transaction(async (inner) => clientOf(inner) === client)).toBe(true);
});

test("Drizzle starts no query before it is awaited", () => {
  tx.select().from(cats);
  expect(calls).toEqual([]);
});
