import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { owner } from "@/testing/database";
import { migrateDatabase } from "./migrate";
import { listFunctions, planFunctions, readFunctionFiles } from "./sql-functions";

const files = readFunctionFiles();

test("db/functions has the text of each function in the database, and of no other", async () => {
  const remedy = "change the files of db/functions and run `npm run db:functions`";
  const texts = new Map([...files].map(([name, { text }]) => [name, text]));
  expect(Object.fromEntries(texts), remedy).toEqual(Object.fromEntries(await listFunctions(owner())));
});

test.each([...files])("%s says in a few lines what it is for", (_name, { comment }) => {
  expect(comment.trim().split("\n").length).toBeLessThan(10);
  expect(comment.length).toBeGreaterThan(20);
});

describe("a migration of functions", () => {
  const name = `functions_${randomBytes(5).toString("hex")}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const sql = postgres(at(inject("ownerUrl")), { max: 1, onnotice: () => {} });
  beforeAll(async () => {
    await owner()`create database ${owner()(name)}`;
    await migrateDatabase({ ownerUrl: at(inject("ownerUrl")), appUrl: at(inject("appUrl")) });
  });
  afterAll(async () => {
    await sql.end({ timeout: 1 });
    await owner()`drop database ${owner()(name)} with (force)`;
  });

  const written = (title: string, returned: string, body: string) => ({
    comment: `-- ${title}\n`,
    text: `create or replace function ${title}() returns ${returned} language sql as $function$ select ${body} $function$;\n`,
  });

  test("is empty while the files and the database agree", async () => {
    expect((await planFunctions(sql, files)).statements).toEqual([]);
  });

  test("makes new functions, replaces changed ones, and drops those without a file", async () => {
    const first = await planFunctions(
      sql,
      new Map([...files, ["one", written("one", "integer", "two()")], ["two", written("two", "integer", "2")]]),
    );
    expect(first.statements).toHaveLength(3);
    expect(first.files.get("one")).toEqual({
      comment: "-- one\n",
      text: "CREATE OR REPLACE FUNCTION public.one()\n RETURNS integer\n LANGUAGE sql\nAS $function$ select two() $function$;\n",
    });
    const changed = new Map([...first.files, ["one", written("one", "text", "'1'")]] as const);
    changed.delete("two");
    const second = await planFunctions(sql, changed);
    expect(second.statements.slice(1)).toEqual([
      'DROP FUNCTION "one";',
      expect.stringMatching(/^-- one\nCREATE OR REPLACE FUNCTION public\.one\(\)\n RETURNS text/),
      'DROP FUNCTION "two";',
    ]);
    const again = await planFunctions(sql, new Map([...second.files, ["one", written("one", "text", "'2'")]]));
    expect(again.statements.slice(1, -1)).toEqual([expect.stringContaining("select '2'")]);
  });
});
