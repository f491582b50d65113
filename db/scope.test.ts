import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import { owner } from "@/testing/database";
import { addSession } from "@/testing/members";
import { addServiceAccount, addUnit, makeOrganization, type TestOrganization, unitOf } from "@/testing/organization";
import { entering } from "@/testing/requests";
import { withConnection } from "./client";
import { orgUnits } from "./schema/org-units";
import { type Tx, withScope, withUnit } from "./scope";
import { findAccountsByEmail } from "./system";

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization();
});

const insertUnit = (tx: Tx, name: string) =>
  tx
    .insert(orgUnits)
    .values({ orgId: org.orgId, unitId: newId("unit"), name, nameKey: name.toLowerCase(), slug: name.toLowerCase() });
const unitNames = async () =>
  (await owner()`select name from org_units where org_id = ${org.orgId}`).map((row) => row.name);
const rename = (tx: Tx, unitId: string, name: string) =>
  tx.update(orgUnits).set({ name, nameKey: name.toLowerCase() }).where(eq(orgUnits.unitId, unitId));

describe("withScope", () => {
  test("commits the work and returns its result", async () => {
    const result = await withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Kept");
      return "done";
    });
    expect(result).toBe("done");
    expect(await unitNames()).toContain("Kept");
  });

  test("undoes work that throws, and passes the error on", async () => {
    const work = withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Thrown");
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await unitNames()).not.toContain("Thrown");
  });

  test("undoes work of which a later statement fails", async () => {
    const work = withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Doomed");
      await tx.execute(sql`select 1 / 0`);
    });
    await expect(work).rejects.toMatchObject({ code: "22012" });
    expect(await unitNames()).not.toContain("Doomed");
  });

  test("does not report an aborted transaction as a success", async () => {
    const work = withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Swallowed");
      await tx.execute(sql`select 1 / 0`).catch(() => {});
      return "looks fine";
    });
    await expect(work).rejects.toThrow("aborted before its commit");
    expect(await unitNames()).not.toContain("Swallowed");
  });

  test("refuses a statement after the end, because the connection may already serve another request", async () => {
    let kept: Tx | undefined;
    await withScope(org.admin, async (tx) => {
      kept = tx;
    });
    const late = async () => kept?.execute(sql`select 1`);
    await expect(late()).rejects.toThrow(/transaction has ended/);
  });

  test("runs again after a deadlock, so that two transactions that block each other both succeed", async () => {
    const [first, second] = [await addUnit(org, "First"), await addUnit(org, "Second")];
    let attempts = 0;
    let inside = 0;
    let open: () => void = () => {};
    const bothInside = new Promise<void>((resolve) => {
      open = resolve;
    });
    const inOrder = (one: string, other: string, suffix: string) =>
      withScope(org.admin, async (tx) => {
        attempts += 1;
        await rename(tx, one, `${one} ${suffix}`);
        inside += 1;
        if (inside === 2) open();
        await bothInside;
        await rename(tx, other, `${other} ${suffix}`);
      });
    await Promise.all([inOrder(first, second, "left"), inOrder(second, first, "right")]);
    expect(attempts, "one of the two was run again").toBeGreaterThan(2);
    const suffixes = (await unitNames())
      .filter((name) => /unit_\w+ (left|right)$/.test(name))
      .map((name) => name.split(" ")[1]);
    expect(suffixes).toHaveLength(2);
    expect(new Set(suffixes).size, "the last one to commit wrote both").toBe(1);
  });
});

describe("an attempt within a transaction", () => {
  test("that fails is undone, its locks too, and the transaction goes on", async () => {
    const other = await addUnit(org, "Locked by an attempt");
    await withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Before");
      const attempt = tx.transaction(async (inner) => {
        await rename(inner, other, "Locked");
        await insertUnit(inner, "Before");
      });
      await expect(attempt).rejects.toMatchObject({ cause: { code: "23505" } });
      await withScope(org.admin, (elsewhere) => rename(elsewhere, other, "Renamed by another"));
      await insertUnit(tx, "After");
    });
    const names = await unitNames();
    expect(names).toEqual(expect.arrayContaining(["Before", "After", "Renamed by another"]));
  });

  test("that succeeds is part of it", async () => {
    await withScope(org.admin, (tx) => tx.transaction((inner) => insertUnit(inner, "Attempted")));
    expect(await unitNames()).toContain("Attempted");
  });
});

test("a scope, however it was set, is gone from the connection afterwards", async () => {
  const ofUnit = ["unit_org_id", "unit_id", "unit_role"];
  const ofLookUps = ["token_hash", "session_hash", "secret_hash", "sign_in_email"];
  const settings = ["org_id", "member_id", "org_role", "unit_ids", "admin_unit_ids", ...ofUnit, ...ofLookUps];
  const unit = await unitOf(org.admin, org.unitId);
  const { clientId, clientSecret } = await addServiceAccount(org, org.unitId);
  const left = () =>
    withConnection(async ({ sql: connection }) => {
      const [row] =
        await connection`select pg_backend_pid() as pid, (select json_agg(coalesce(current_setting('app.' || name, true), '')) from unnest(string_to_array(${settings.join(",")}, ',')) name) as values`;
      return row as { pid: number; values: string[] };
    });
  const { pid } = await left();
  const uses: [string, () => Promise<unknown>][] = [
    ["withScope", () => withScope(org.admin, (tx) => tx.execute(sql`select 1`))],
    ["withScope that throws", () => withScope(org.admin, (tx) => tx.execute(sql`select 1 / 0`)).catch(() => {})],
    ["withUnit", () => withUnit(org.admin, unit, (tx) => tx.execute(sql`select 1`))],
    ["withUnit that throws", () => withUnit(org.admin, unit, (tx) => tx.execute(sql`select 1 / 0`)).catch(() => {})],
    ["a client secret", () => entering({ clientId, secret: clientSecret })],
    ["a token", () => entering({ token: org.token })],
    ["a session", async () => entering({ session: await addSession(org.admin) })],
    ["an e-mail address", () => findAccountsByEmail(addressKey(org.email))],
  ];
  for (const [what, use] of uses) {
    await use();
    expect(await left(), what).toMatchObject({ pid, values: settings.map(() => "") });
  }
});
