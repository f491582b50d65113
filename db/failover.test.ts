import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import * as orgUnitLists from "@/domain/org-units/list-org-units";
import * as orgUnitsOperations from "@/domain/org-units/operations";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { provideEnv } from "@/lib/env";
import { goodPassword, makeOrganization, unknownDevice } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { closePool, withConnection } from "./client";
import { withScope } from "./scope";

const { createOrgUnit } = asRequests(orgUnitsOperations);
const { listOrgUnits } = asRequests(orgUnitLists);

provideEnv({ DATABASE_POOL_SIZE: "2" });

const backend = async () => (await withConnection(({ sql: now }) => now`select pg_backend_pid() as pid`))[0]?.pid;

/** Makes both connections of the pool look like those of a server that has become read-only. */
async function turnReadOnly(): Promise<void> {
  const turn = () =>
    withConnection(
      ({ sql: now }) => now`select set_config('default_transaction_read_only', 'on', false), pg_sleep(0.05)`,
    );
  await Promise.all([turn(), turn()]);
}

test("a write to a database that has become read-only is refused, and the next one reconnects", async () => {
  const { admin, email } = await makeOrganization();
  await turnReadOnly();
  await expect(createOrgUnit(admin, { name: "Lost" })).rejects.toMatchObject({ code: "database_unavailable" });
  await createOrgUnit(admin, { name: "Kept" });
  await turnReadOnly();
  await expect(verifySignIn(email, goodPassword, unknownDevice)).rejects.toMatchObject({
    code: "database_unavailable",
  });
  expect(await verifySignIn(email, goodPassword, unknownDevice)).toHaveLength(1);
  const names = (await listOrgUnits(admin)).parse().map(({ name }) => name);
  expect(names).toEqual(["Default", "Kept"]);
});

const raise = async (code: string) => {
  const { admin } = await makeOrganization();
  return withScope(admin, (tx) =>
    tx.execute(sql.raw(`do $$ begin raise exception 'on purpose' using errcode = '${code}'; end $$`)),
  );
};

test.each(["25006", "57P01", "57P02", "57P03", "57P05", "08006", "40003", "25P03"])(
  "%s is database_unavailable, and its connection is not used again",
  async (code) => {
    await closePool();
    const before = await backend();
    await expect(raise(code)).rejects.toMatchObject({ code: "database_unavailable" });
    expect(await backend()).not.toBe(before);
  },
);

test.each(["53100", "53200", "53300", "58030"])("%s is database_unavailable and keeps its connection", async (code) => {
  await closePool();
  const before = await backend();
  await expect(raise(code)).rejects.toMatchObject({ code: "database_unavailable" });
  expect(await backend()).toBe(before);
});
