import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias, PgDialect, pgSchema, QueryBuilder, text } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { Dialect } from "./dialect";
import { members } from "./schema/members";
import { orgUnits } from "./schema/org-units";

const at = new Date("2026-11-28T12:00:00Z");
const other = alias(members, "other");
const elsewhere = pgSchema("elsewhere").table("cats", { name: text("name") });
const builder = new QueryBuilder();
const found = builder.select({ id: members.orgMemberId }).from(members).where(eq(members.orgId, "org_1")).as("found");
const counted = sql<number>`count(*)`.as("total");

const statements: [string, SQL][] = [
  ["columns and tables", sql`select ${members.email}, ${other.email} from ${members}, ${other}, ${elsewhere}`],
  ["columns of another schema", sql`select ${elsewhere.name}`],
  ["values", sql`select ${1}, ${"two"}, ${true}, ${null}, ${undefined}, ${at}, ${{ a: 1 }}, ${10n}`],
  [
    "nested parts, in their order",
    sql`select ${"a"} ${sql`${"b"} ${sql.join([sql`${"c"}`, sql`${"d"}`], sql`, `)}`} ${"e"}`,
  ],
  ["names and raw text", sql`select ${sql.identifier('a "b"')} ${sql.raw("limit 1")} ${sql.empty()}`],
  ["lists", sql`${["a", 2, [3]]} ${[]} ${[sql`now()`, members.email]}`],
  ["conditions", sql`${and(eq(members.orgId, "org_1"), inArray(members.email, ["a", "b"]), undefined)}`],
  ["encoded parameters", sql`${eq(members.createdAt, at)} ${sql.param(at, members.createdAt)} ${sql.param(null)}`],
  ["placeholders", sql`${"a"} ${sql.placeholder("b")} ${eq(members.email, sql.placeholder("c"))} ${"d"}`],
  ["inlined parameters", sql`${"a"} ${sql`${"it's"} ${1}`.inlineParams()} ${"b"}`],
  [
    "subqueries and aliases",
    sql`select ${"a"}, ${counted}, ${found.id} from ${found} where ${"b"} = ${sql`x`.as("y")}`,
  ],
  [
    "built queries",
    builder
      .with(builder.$with("ours").as(builder.select().from(orgUnits).where(eq(orgUnits.orgId, "org_1"))))
      .select({ name: orgUnits.name, many: counted })
      .from(orgUnits)
      .leftJoin(other, eq(other.orgId, orgUnits.orgId))
      .where(eq(orgUnits.unitId, "unit_1"))
      .orderBy(desc(orgUnits.name))
      .limit(3)
      .getSQL(),
  ],
];

test.each(statements)("writes %s as Drizzle does", (_what, statement) => {
  const { sql: written, params } = new PgDialect().sqlToQuery(statement);
  expect(new Dialect().sqlToQuery(statement)).toEqual({ sql: written, params });
  expect(new Dialect().sqlToQuery(sql`${"first"} ${statement}`).params).toEqual(["first", ...params]);
});
