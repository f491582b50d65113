import type { Sql, TransactionSql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { textKey } from "@/lib/text-key";
import { reserveAttempt } from "./sign-in";
import {
  addMember,
  addSession,
  addUnit,
  fillEveryTable,
  makeOrganization,
  owner,
  type TestOrganization,
} from "./testing";
import { asApplication, orgIdsIn, type Settings, scoped, scopeOf, tenantTables } from "./testing-sql";

let ours: TestOrganization;
let theirs: TestOrganization;
let tables: string[];

beforeAll(async () => {
  [ours, theirs] = await Promise.all([makeOrganization("Ours"), makeOrganization("Theirs")]);
  for (const { admin } of [ours, theirs]) {
    await fillEveryTable(admin);
  }
  tables = await tenantTables();
});

test("the fixtures fill every table there is, for both organizations", async () => {
  expect(tables.length).toBeGreaterThan(5);
  for (const table of tables) {
    for (const { orgId } of [ours, theirs]) {
      const rows = await owner()`select from ${owner()(table)} where org_id = ${orgId}`;
      expect(rows.length, `give the fixtures above a row in ${table}, or this file does not test it`).toBeGreaterThan(
        0,
      );
    }
  }
});

describe("reading", () => {
  test("without a scope every table shows zero rows", async () => {
    for (const table of tables) expect(await scoped({}, (tx) => orgIdsIn(tx, table)), table).toEqual([]);
  });

  test("with empty or unknown settings every table shows zero rows", async () => {
    const empty = {
      org_id: "",
      member_id: "",
      org_role: "",
      unit_ids: "",
      token_hash: "",
      session_hash: "",
      sign_in_email: "",
    };
    const unknown = { ...scopeOf(ours.admin), org_id: newId("org") };
    for (const settings of [empty, unknown, { org_role: "admin" }]) {
      for (const table of tables) expect(await scoped(settings, (tx) => orgIdsIn(tx, table)), table).toEqual([]);
    }
  });

  test("an admin's scope shows every table's rows of that organization, and no other's", async () => {
    for (const table of tables) {
      const seen = await scoped(scopeOf(ours.admin), (tx) => orgIdsIn(tx, table));
      expect(seen.length, table).toBeGreaterThan(0);
      expect(new Set(seen), table).toEqual(new Set([ours.orgId]));
    }
  });

  test("the setting is gone with its transaction, on the same connection", async () => {
    const pid = async (sql: Sql | TransactionSql) => (await sql`select pg_backend_pid() as pid`)[0]?.pid;
    const during = await scoped(scopeOf(ours.admin), async (tx) => {
      expect(await orgIdsIn(tx, "members")).not.toEqual([]);
      return pid(tx);
    });
    expect(await pid(asApplication())).toBe(during);
    expect((await asApplication()`select current_setting('app.org_id', true) as setting`)[0]?.setting).toBe("");
    for (const table of tables)
      expect(await asApplication()`select from ${asApplication()(table)}`, table).toHaveLength(0);
  });

  test("a member sees the OUs and memberships within reach, and their own", async () => {
    const [reached, hidden] = [await addUnit(ours, "Reached"), await addUnit(ours, "Hidden")];
    await addMember(ours, { units: { [reached]: "viewer", [hidden]: "viewer" } });
    const member = await addMember(ours, { role: "editor", units: { [reached]: "viewer" } });
    const nowhere = await addMember(ours, { role: "editor" });
    const units = (actor: Actor, table: string) =>
      scoped(
        scopeOf(actor),
        async (tx) => new Set((await tx`select unit_id from ${tx(table)}`).map((row) => row.unit_id)),
      );
    expect(await units(member, "org_units")).toEqual(new Set([reached]));
    expect(await units(member, "ou_memberships")).toEqual(new Set([reached]));
    expect(await units(nowhere, "org_units")).toEqual(new Set());
    expect(await units(nowhere, "ou_memberships")).toEqual(new Set());
    expect(await units(ours.admin, "org_units")).toEqual(new Set([ours.unitId, reached, hidden]));
    const mails = await scoped(scopeOf(member), (tx) => orgIdsIn(tx, "messages"));
    expect(mails, "mails are the admins'").toEqual([]);
  });

  test("a foreign unit id in the scope reaches nothing", async () => {
    const settings = { ...scopeOf(ours.admin), org_role: "editor", unit_ids: theirs.unitId };
    expect(await scoped(settings, (tx) => orgIdsIn(tx, "org_units"))).toEqual([]);
  });
});

describe("the look-ups without an organization", () => {
  test("a token's hash shows that token's row and nothing else", async () => {
    const settings = { token_hash: tokenHash(theirs.token) };
    expect(await scoped(settings, (tx) => orgIdsIn(tx, "personal_access_tokens"))).toEqual([theirs.orgId]);
    for (const table of tables.filter((name) => name !== "personal_access_tokens")) {
      expect(await scoped(settings, (tx) => orgIdsIn(tx, table)), table).toEqual([]);
    }
    const write = await scoped(settings, (tx) => tx`update personal_access_tokens set last_used_at = null returning 1`);
    expect(write).toHaveLength(0);
  });

  test("a session's hash shows that session's row and nothing else, to read only", async () => {
    const secret = await addSession(theirs.admin);
    const settings = { session_hash: tokenHash(secret) };
    expect(await scoped(settings, (tx) => orgIdsIn(tx, "sessions"))).toEqual([theirs.orgId]);
    for (const table of tables.filter((name) => name !== "sessions")) {
      expect(await scoped(settings, (tx) => orgIdsIn(tx, table)), table).toEqual([]);
    }
    expect(await scoped(settings, (tx) => tx`delete from sessions returning 1`)).toHaveLength(0);
  });

  test("a counter of guesses shows to whom names it, and no other", async () => {
    const [named, other] = [tokenHash("named"), tokenHash("other")];
    await reserveAttempt(
      new Map([
        [named, 9],
        [other, 9],
      ]),
      60,
    );
    const seen = (settings: Settings) => scoped(settings, (tx) => tx`select attempt_key from attempts`);
    expect(await seen({ attempt_keys: named })).toEqual([{ attempt_key: named }]);
    for (const settings of [{}, scopeOf(ours.admin), { attempt_keys: "" }]) expect(await seen(settings)).toEqual([]);
  });

  test("an e-mail address shows its accounts and nobody else, to read only", async () => {
    const settings = { sign_in_email: textKey(theirs.email) };
    const seen = await scoped(settings, (tx) => tx`select org_member_id from members`);
    expect(seen).toEqual([{ org_member_id: theirs.admin.memberId }]);
    for (const table of tables.filter((name) => name !== "members")) {
      expect(await scoped(settings, (tx) => orgIdsIn(tx, table)), table).toEqual([]);
    }
    expect(await scoped(settings, (tx) => tx`update members set first_name = 'x' returning 1`)).toHaveLength(0);
    expect(await scoped(settings, (tx) => tx`delete from members returning 1`)).toHaveLength(0);
  });
});
