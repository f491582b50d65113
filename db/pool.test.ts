import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import * as orgUnitLists from "@/domain/org-units/list-org-units";
import * as orgUnitsOperations from "@/domain/org-units/operations";
import { provideEnv } from "@/lib/env";
import { areOthersServed } from "@/lib/fair-share";
import { owner } from "@/testing/database";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests, entering } from "@/testing/requests";
import { closePool, withConnection } from "./client";
import { type Tx, withScope } from "./scope";

const { createOrgUnit } = asRequests(orgUnitsOperations);
const { listOrgUnits } = asRequests(orgUnitLists);

provideEnv({ DATABASE_POOL_SIZE: "2" });

const OPERATIONS = 4_000;
const CONCURRENCY = 24;
const tenantTables = [
  "organizations",
  "org_units",
  "members",
  "ou_memberships",
  "personal_access_tokens",
  "account_links",
  "messages",
];
const everything = tenantTables.map((table) => `select org_id from ${table}`).join(" union all ");

class OnPurpose extends Error {}

async function visible(tx: Tx): Promise<string[]> {
  return (await tx.execute<{ org_id: string }>(sql.raw(everything))).map((row) => row.org_id);
}

async function backendOf(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

/** The operations on a connection; each returns the org ids that it saw. */
const operations: ((org: TestOrganization) => Promise<string[]>)[] = [
  ({ admin }) => withScope(admin, visible),
  ({ admin }) => withScope(admin, async (tx) => [...(await visible(tx)), ...(await visible(tx))]),
  async ({ admin }) => (await listOrgUnits(admin)).parse().map((unit) => unit.org_id),
  async ({ token }) => [(await entering({ token }))?.orgId ?? "nobody"],
  ({ admin }) =>
    withScope(admin, async (tx) => {
      await tx.execute(sql`update organizations set name = 'half done'`);
      await visible(tx);
      throw new OnPurpose();
    }),
  ({ admin }) =>
    withScope(admin, async (tx) => {
      await tx.execute(sql`update organizations set name = 'half done'`);
      await tx.execute(sql`select 1 / 0`).catch(() => {});
      return [];
    }),
  ({ admin }) => withScope(admin, async (tx) => tx.execute(sql`select 1 / 0`).then(() => [])),
];

/**
 * A backend that dies while a statement waits, while one runs, and between two. A statement with a parameter is described
 * at its first use on a connection, and postgres.js keeps the next one back meanwhile: those it would never settle.
 */
const deaths: ((org: TestOrganization) => Promise<string[]>)[] = [
  ({ admin }) =>
    withScope(admin, (tx) =>
      tx.execute(sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(${5}::float)`).then(() => []),
    ),
  ({ admin }) =>
    withScope(admin, async (tx) => {
      const kill = sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(${5}::float)`;
      const seen = await Promise.all([visible(tx), tx.execute(kill), visible(tx)]);
      return [...seen[0], ...seen[2]];
    }),
  ({ admin }) =>
    withScope(admin, async (tx) => {
      const pid = await backendOf(tx);
      await owner()`select pg_terminate_backend(${pid}, 1000)`;
      await new Promise((resolve) => setTimeout(resolve, 5)); // the connection's next user comes meanwhile
      return visible(tx);
    }),
];

const acceptable = /^(OnPurpose|aborted|22012|database_unavailable)$/;

function reasonOf(error: unknown): string {
  if (error instanceof OnPurpose) return "OnPurpose";
  if (!(error instanceof Error)) return String(error);
  if (/aborted before its commit/.test(error.message)) return "aborted";
  const source = error.cause instanceof Error ? error.cause : error;
  return "code" in source ? String(source.code) : `${error.name}: ${error.message}`;
}

test(`${OPERATIONS} mixed operations of two organizations on two connections never show another organization's row`, async () => {
  const orgs = [await makeOrganization("Left"), await makeOrganization("Right")] as const;
  for (const { admin } of orgs) await createOrgUnit(admin, { name: "Shared name" });
  const reasons = new Map<string, number>();
  let [started, rowsSeen] = [0, 0];

  async function work(): Promise<void> {
    while (started < OPERATIONS) {
      const turn = started++;
      const org = orgs[turn % 2] as TestOrganization;
      const list = turn % 80 === 7 ? deaths : operations;
      const operation = list[Math.floor(Math.random() * list.length)];
      try {
        const seen = (await operation?.(org)) ?? [];
        rowsSeen += seen.length;
        const foreign = seen.filter((orgId) => orgId !== org.orgId);
        if (foreign.length > 0) throw new Error(`operation ${turn} saw ${foreign[0]}`);
      } catch (error) {
        const reason = reasonOf(error);
        if (!acceptable.test(reason)) throw error;
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
  }

  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  expect(started).toBeGreaterThanOrEqual(OPERATIONS);
  expect(rowsSeen, "the operations read something").toBeGreaterThan(OPERATIONS);
  for (const reason of ["OnPurpose", "aborted", "22012", "database_unavailable"]) {
    expect(reasons.get(reason) ?? 0, `some operations ended with ${reason}`).toBeGreaterThan(10);
  }
  const names = await owner()`select name from organizations where org_id in ${owner()(orgs.map((org) => org.orgId))}`;
  expect(names.map((row) => row.name).sort(), "no aborted write was kept").toEqual(["Left", "Right"]);
  await bothConnectionsAreThere(orgs);
}, 180_000);

/** Two transactions that need both connections at once: they end only if neither was lost for good. */
async function bothConnectionsAreThere(orgs: readonly TestOrganization[]): Promise<void> {
  let inside = 0;
  let open: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const pids = await Promise.all(
    orgs.map(({ admin }) =>
      withScope(admin, async (tx) => {
        const pid = await backendOf(tx);
        inside += 1;
        if (inside === 2) open();
        await both;
        return pid;
      }),
    ),
  );
  expect(new Set(pids).size).toBe(2);
}

test("when every connection is busy, the queue is bounded and refuses with overloaded", async () => {
  const { admin } = await makeOrganization();
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holders = Array.from({ length: 2 }, () => withScope(admin, () => held));
  const waiting = Array.from({ length: 500 }, () => withScope(admin, (tx) => tx.execute(sql`select 1`)));
  const oneTooMany = withScope(admin, (tx) => tx.execute(sql`select 1`));
  await expect(oneTooMany).rejects.toMatchObject({ code: "overloaded" });
  release();
  await Promise.all(holders);
  const results = await Promise.allSettled(waiting);
  expect(results.filter((result) => result.status === "fulfilled").length).toBeGreaterThan(0);
  for (const result of results) {
    // On a slow machine some have waited too long when their turn comes.
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "overloaded" });
  }
});

test("closing the pool lets a running transaction finish, and the next use opens a new pool", async () => {
  const { admin } = await makeOrganization();
  let isInside: () => void = () => {};
  const inside = new Promise<void>((resolve) => {
    isInside = resolve;
  });
  const running = withScope(admin, async (tx) => {
    const pid = await backendOf(tx);
    isInside();
    await tx.execute(sql`update organizations set name = 'closed in time' where pg_sleep(0.3) is not null`);
    return pid;
  });
  await inside;
  await closePool();
  const pid = await running;
  await expect
    .poll(async () => (await owner()`select 1 from pg_stat_activity where pid = ${pid}`).length, { timeout: 15_000 })
    .toBe(0);
  const [row] = await withScope(admin, (tx) => tx.execute(sql`select name from organizations`));
  expect(row?.name).toBe("closed in time");
});

test("whoever takes a connection counts as served, but the system's own work does not", async () => {
  const later = performance.now() + 2_000; // everything before was served too long ago
  const now = vi.spyOn(performance, "now").mockReturnValue(later);
  await withConnection(async () => {});
  expect(areOthersServed("org_a")).toBe(false);
  await withConnection(async () => {}, "org_b");
  expect([areOthersServed("org_a"), areOthersServed("org_b")]).toEqual([true, false]);
  now.mockRestore();
});
