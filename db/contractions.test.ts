import fs from "node:fs";
import { expect, test } from "vitest";
import { contractions } from "@/testing/contractions";
import { lastRelease, releases } from "@/testing/releases";

const files = fs
  .readdirSync("db/migrations")
  .filter((file) => file.endsWith(".sql"))
  .sort();

test("the releases name their migrations in order", () => {
  const order = releases.map(({ migration }) => files.indexOf(`${migration}.sql`));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test("the migrations since the last release take nothing from processes of that release", () => {
  const texts = files.map((file) => fs.readFileSync(`db/migrations/${file}`, "utf8"));
  const known = files.indexOf(`${lastRelease.migration}.sql`) + 1;
  expect(contractions(texts.slice(known), { released: texts.slice(0, known), unused: lastRelease.unused })).toEqual([]);
});

const entry = (args: string, returns = "TABLE(org_id text)") =>
  `CREATE OR REPLACE FUNCTION public.enter(${args})\n RETURNS ${returns}\n LANGUAGE sql AS $function$ DROP TABLE x; $function$;`;

test.each([
  ['DROP TABLE "devices" CASCADE;', "table devices"],
  [
    'SET LOCAL x = 1;--> statement-breakpoint\nALTER TABLE "members" DROP COLUMN "nickname";',
    "column members.nickname",
  ],
  ['ALTER TABLE "members" RENAME COLUMN "nickname" TO "name";', "column members.nickname"],
  ['ALTER TABLE "members" RENAME TO "people";', "table members"],
  ['ALTER TABLE "members" ALTER COLUMN "age" SET DATA TYPE bigint;', "column members.age"],
  ['ALTER TABLE "members" ALTER COLUMN "age" SET NOT NULL;', "column members.age"],
  ['ALTER TABLE "members" ALTER COLUMN "age" DROP DEFAULT;', "column members.age"],
  ['ALTER TABLE "members" ADD COLUMN "age" integer NOT NULL;', "column members.age"],
  ['DROP FUNCTION "enter";', "function enter"],
  [`DROP FUNCTION "enter";--> statement-breakpoint\n${entry("p_hash text, p_more text")}`, "function enter"],
  [
    `DROP FUNCTION "enter";--> statement-breakpoint\n${entry("p_hash text", "TABLE(org_id text, role text)")}`,
    "function enter",
  ],
  ["ALTER FUNCTION public.enter(text) RENAME TO come_in;", "function enter"],
])("%s is refused, unless the last release did without", (migration, name) => {
  const before = { released: [entry("p_hash text")] };
  expect(contractions([migration], before)).toEqual([expect.stringMatching(new RegExp(`^${name}: \\w+`))]);
  expect(contractions([migration], { ...before, unused: [name] })).toEqual([]);
});

test.each([
  'CREATE TABLE "new" ("id" text NOT NULL);ALTER TABLE "new" DROP COLUMN "id";',
  'ALTER TABLE "members" ADD COLUMN "age" integer;',
  'ALTER TABLE "members" ADD COLUMN "age" integer DEFAULT 0 NOT NULL;',
  'ALTER TABLE "members" ALTER COLUMN "age" SET DEFAULT 0;ALTER TABLE "members" ALTER COLUMN "age" SET NOT NULL;',
  'DROP INDEX "members_name"; -- DROP TABLE "members";',
  entry("p_hash text"),
  `DROP FUNCTION "enter";--> statement-breakpoint\n${entry("p_hash text, p_more text DEFAULT NULL::text")}`,
])("%s is allowed", (migration) => {
  expect(contractions([migration], { released: [entry("p_hash text")] })).toEqual([]);
});
