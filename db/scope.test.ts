import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { resolveUnit } from "@/lib/auth/resolve-unit";
import { tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import { withConnection } from "./client";
import { orgUnits } from "./schema/org-units";
import { inScope, inUnit, type Tx, withScope, withUnit } from "./scope";
import { findAccountsByEmail, findActorByTokenHash, findServiceAccount } from "./system";
import { addServiceAccount, addUnit, makeOrganization, owner, type TestOrganization } from "./testing";

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
  test("commits what its work did and returns what it gave", async () => {
    const result = await withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Kept");
      return "done";
    });
    expect(result).toBe("done");
    expect(await unitNames()).toContain("Kept");
  });

  test("leaves nothing of work that throws, and hands the error on", async () => {
    const work = withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Thrown");
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await unitNames()).not.toContain("Thrown");
  });

  test("leaves nothing of work whose later statement fails", async () => {
    const work = withScope(org.admin, async (tx) => {
      await insertUnit(tx, "Doomed");
      await tx.execute(sql`select 1 / 0`);
    });
    await expect(work).rejects.toMatchObject({ cause: { code: "22012" } });
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

  test("refuses a statement after the end, when the connection may serve somebody else", async () => {
    let kept: Tx | undefined;
    await withScope(org.admin, async (tx) => {
      kept = tx;
    });
    const late = async () => kept?.execute(sql`select 1`);
    await expect(late()).rejects.toMatchObject({ cause: { message: expect.stringMatching(/transaction has ended/) } });
  });

  test("runs again after a deadlock, so both of two that block each other succeed", async () => {
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

describe("inScope", () => {
  test("commits its one statement", async () => {
    await inScope(org.admin, (tx) => insertUnit(tx, "Single"));
    expect(await unitNames()).toContain("Single");
  });

  test("leaves nothing of a statement that fails", async () => {
    const failing = inScope(org.admin, (tx) =>
      tx.execute(sql`select 1 / (select count(*)::int - 1 from organizations)`),
    );
    await expect(failing).rejects.toMatchObject({ cause: { code: "22012" } });
    await expect(inScope(org.admin, (tx) => insertUnit(tx, "Single"))).rejects.toMatchObject({
      cause: { code: "23505" },
    });
    expect((await unitNames()).filter((name) => name === "Single")).toHaveLength(1);
  });

  test("refuses a second statement", async () => {
    const two = inScope(org.admin, async (tx) => {
      await tx.execute(sql`select 1`);
      await insertUnit(tx, "Second statement");
    });
    await expect(two).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/inScope takes one statement/) },
    });
    expect(await unitNames()).not.toContain("Second statement");
  });
});

test("whatever sets a scope, it is gone on that connection afterwards", async () => {
  const ofUnit = ["unit_org_id", "unit_id", "unit_role"];
  const ofLookUps = ["token_hash", "secret_hash", "sign_in_email"];
  const settings = ["org_id", "member_id", "org_role", "unit_ids", ...ofUnit, ...ofLookUps];
  const unit = await resolveUnit(org.admin, org.unitId);
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
    ["inScope", () => inScope(org.admin, (tx) => tx.execute(sql`select 1`))],
    ["inScope that throws", () => inScope(org.admin, (tx) => tx.execute(sql`select 1 / 0`)).catch(() => {})],
    ["withUnit", () => withUnit(org.admin, unit, (tx) => tx.execute(sql`select 1`))],
    ["inUnit that throws", () => inUnit(org.admin, unit, (tx) => tx.execute(sql`select 1 / 0`)).catch(() => {})],
    ["a client secret", () => findServiceAccount(clientId, tokenHash(clientSecret))],
    ["a token", () => findActorByTokenHash(tokenHash(org.token))],
    ["an e-mail address", () => findAccountsByEmail(addressKey(org.email))],
  ];
  for (const [what, use] of uses) {
    await use();
    expect(await left(), what).toMatchObject({ pid, values: settings.map(() => "") });
  }
});
