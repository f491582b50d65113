import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { keepingWhole, statementOf } from "./kept-list";

const anyone = { orgId: sql`current_setting('app.org_id')` };
const listOf = keepingWhole((reader: { orgId: string | ReturnType<typeof sql> }, query: { search?: string }) => ({
  where: sql`org_id = ${reader.orgId} and name = ${query.search ?? null}`,
}));

test("the list without filters is kept for a reader that is SQL, and for nobody else", () => {
  expect(listOf(anyone, {})).toBe(listOf(anyone, {}));
  expect(listOf(anyone, { search: "a" })).not.toBe(listOf(anyone, { search: "a" }));
  const actor = { orgId: "org_1" };
  expect(listOf(actor, {})).not.toBe(listOf(actor, {}));
});

test("a kept list's statement is made once for each variant, and a copy with another part makes its own", () => {
  const whole = keepingWhole((_reader: typeof anyone, _query: object) => ({ item: "a" }))(anyone, {});
  let made = 0;
  const make = () => {
    made += 1;
    return sql.raw(String(made));
  };
  const first = statementOf(whole, "10 rows", make);
  expect(statementOf(whole, "10 rows", make)).toBe(first);
  expect(statementOf(whole, "25 rows", make)).not.toBe(first);
  expect(statementOf({ ...whole, item: "b" }, "10 rows", make)).not.toBe(first);
  expect(made).toBe(3);
});

test("a kept list's statement with a value is refused, because the next request would send it, too", () => {
  const whole = keepingWhole((_reader: typeof anyone, _query: object) => ({}))(anyone, {});
  expect(() => statementOf(whole, "first", () => sql`select ${"org_1"}`)).toThrow("no parameters");
});

test("a kept statement takes other values each time, wherever it has them", () => {
  const whole = keepingWhole((_reader: typeof anyone, _query: object) => ({}))(anyone, {});
  const make = ([name = "", time = ""]: readonly string[]) =>
    sql`select ${time}::text, ${name}::text, ${time}::timestamptz`;
  for (const [name, time] of [
    ["$1", "a"],
    ["' or true --", "b"],
  ] as const) {
    const { sql: text, params } = new PgDialect().sqlToQuery(statementOf(whole, "after", make, [name, time]));
    expect(text).toBe("select $1::text, $2::text, $3::timestamptz");
    expect(params).toEqual([time, name, time]);
  }
  expect(() => statementOf(whole, "before", ([key]) => sql`select ${key}, ${"org_1"}`, ["a"])).toThrow("no parameters");
});

test("a kept statement with a dollar sign that isn't a parameter is refused, because a value would take its place", () => {
  const whole = keepingWhole((_reader: typeof anyone, _query: object) => ({}))(anyone, {});
  const make = ([key]: readonly string[]) => sql`select ${key}, regexp_replace(name, '(a)', '$1')`;
  expect(() => statementOf(whole, "first", make, ["a"])).toThrow("no parameter");
});

test("of a kept list, the statements used last are kept", () => {
  const whole = keepingWhole((_reader: typeof anyone, _query: object) => ({}))(anyone, {});
  const make = () => sql.raw("select");
  const [first, second] = [statementOf(whole, "first", make), statementOf(whole, "second", make)];
  for (let nth = 2; nth < 100; nth += 1) statementOf(whole, String(nth), make);
  expect(statementOf(whole, "first", make)).toBe(first);
  statementOf(whole, "one more", make);
  expect(statementOf(whole, "first", make), "used again").toBe(first);
  expect(statementOf(whole, "second", make)).not.toBe(second);
});
