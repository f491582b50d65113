import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { owner } from "@/testing/database";
import { makeOrganization } from "@/testing/organization";
import { withScope } from "./scope";

test("a statement whose columns a migration changes is prepared again, and the request notices nothing", async () => {
  const { admin } = await makeOrganization();
  await owner()`create schema growing`;
  await owner().unsafe("create table growing.rows as select 1 as a; grant usage on schema growing to leadvibe_app");
  await owner()`grant select on growing.rows to leadvibe_app`;
  const read = () => withScope(admin, (tx) => tx.execute(sql`select * from growing.rows`));
  const several = () => Promise.all([read(), read(), read()]);
  expect(await several()).toEqual([[{ a: 1 }], [{ a: 1 }], [{ a: 1 }]]);
  await owner()`alter table growing.rows add column b int`;
  expect(await several()).toEqual(Array(3).fill([{ a: 1, b: null }]));
  await owner()`drop schema growing cascade`;
});
