import type { TransactionSql } from "postgres";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { addMember, addSession, fillEveryTable, makeOrganization, owner, type TestOrganization } from "./testing";
import { codeOf, scoped, scopeOf, tenantTables } from "./testing-sql";

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

// A row of the other organization as it stands, put in again under our scope: only the policy can refuse it.
async function foreignRow(table: string): Promise<Record<string, string>> {
  const [row] = await owner()`select * from ${owner()(table)} where org_id = ${theirs.orgId} limit 1`;
  return writable(table, row);
}

// Postgres fills a generated column itself, and refuses one that is given.
async function writable(table: string, row: Record<string, string> | undefined) {
  const generated = await owner()`select attname from pg_attribute
     where attrelid = ${table}::regclass and attgenerated <> '' and not attisdropped`;
  const names = new Set(generated.map(({ attname }) => attname));
  return Object.fromEntries(Object.entries(row ?? {}).filter(([column]) => !names.has(column)));
}

test("a foreign insert is refused on every table", async () => {
  for (const table of tables) {
    const row = await foreignRow(table);
    const insert = scoped(scopeOf(ours.admin), (tx) => tx`insert into ${tx(table)} ${tx(row)}`);
    expect(await codeOf(insert), table).toBe("42501");
    expect(await codeOf(scoped({}, (tx) => tx`insert into ${tx(table)} ${tx(row)}`)), table).toBe("42501");
  }
});

test("a foreign reference is refused by every foreign key", async () => {
  const keys = await owner()<{ table: string; name: string; columns: string[] }[]>`
    select c.conrelid::regclass::text as table, c.conname as name,
           (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as columns
      from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace and array_length(c.conkey, 1) > 1`;
  expect(keys.length).toBeGreaterThan(3);
  const idsOfTheirs: Record<string, string> = {
    org_member_id: theirs.admin.memberId,
    unit_id: theirs.unitId,
    last_active_unit_id: theirs.unitId,
    granted_by: theirs.admin.memberId,
    link_id: (await foreignRow("account_links")).link_id ?? "",
  };
  for (const { table, name, columns } of keys) {
    const column = columns.find((candidate) => candidate !== "org_id") ?? "";
    const change = { [column]: idsOfTheirs[column] ?? `give ${column} its foreign id above` };
    const refer = (tx: TransactionSql) => tx`update ${tx(table)} set ${tx(change)}
      where ctid = (select ctid from ${tx(table)} where org_id = ${ours.orgId} limit 1)`;
    // The owner is a superuser whom no policy stops, so this is the key's own refusal.
    await expect(owner().begin(refer), name).rejects.toMatchObject({ code: "23503", constraint_name: name });
    expect(await codeOf(scoped(scopeOf(ours.admin), refer)), name).toMatch(/^(23503|42501)$/);
  }
});

test("updating and deleting foreign rows touches none", async () => {
  const changes = {
    organizations: "name = 'x'",
    org_units: "name = 'x'",
    members: "first_name = 'x'",
    ou_memberships: "role = 'admin'",
    personal_access_tokens: "last_used_at = now()",
    sessions: "last_seen_at = now()",
    account_links: "revoked_at = now()",
    messages: "status = 'sent'",
    devices: "last_seen_at = now()",
  };
  for (const [table, change] of Object.entries(changes)) {
    for (const settings of [scopeOf(ours.admin), {}]) {
      const text = `update ${table} set ${change} where org_id = '${theirs.orgId}' returning 1`;
      expect(await scoped(settings, (tx) => tx.unsafe(text)), table).toHaveLength(0);
    }
  }
  for (const table of ["members", "ou_memberships", "personal_access_tokens", "sessions", "devices"]) {
    const remove = (tx: TransactionSql) => tx`delete from ${tx(table)} where org_id = ${theirs.orgId} returning 1`;
    expect(await scoped(scopeOf(ours.admin), remove), table).toHaveLength(0);
  }
  const [row] = await owner()`select first_name from members where org_member_id = ${theirs.admin.memberId}`;
  expect(row?.first_name).toBe("Ada");
});

test("our own rows can be written by the same statements", async () => {
  const updated = await scoped(scopeOf(ours.admin), (tx) => tx`update members set first_name = 'x' returning org_id`);
  expect(updated.length).toBeGreaterThan(1);
  const removed = await scoped(scopeOf(ours.admin), (tx) => tx`delete from ou_memberships returning org_id`);
  expect(new Set(removed.map((row) => row.org_id))).toEqual(new Set([ours.orgId]));
});

test("a member without the admin role changes nobody but themselves, and adds nobody", async () => {
  const member = await addMember(ours, { role: "editor" });
  const updated = await scoped(
    scopeOf(member),
    (tx) => tx`update members set first_name = 'x' returning org_member_id`,
  );
  expect(updated).toEqual([{ org_member_id: member.memberId }]);
  expect(await scoped(scopeOf(member), (tx) => tx`delete from members returning 1`)).toHaveLength(0);
  const [own] = await owner()`select * from members where org_member_id = ${member.memberId}`;
  const another = { ...(await writable("members", own)), org_member_id: newId("mem"), email_key: "another" } as Record<
    string,
    string
  >;
  expect(await codeOf(scoped(scopeOf(member), (tx) => tx`insert into members ${tx(another)}`))).toBe("42501");
});

test.each(["personal_access_tokens", "sessions"])(
  "another member's %s are out of reach, also for an admin",
  async (table) => {
    for (const [other, holder] of [
      [await addMember(ours), ours.admin],
      [ours.admin, await addMember(ours)],
    ] as const) {
      await addSession(holder);
      const theirs = (tx: TransactionSql) => tx`select 1 from ${tx(table)} where org_member_id = ${holder.memberId}`;
      expect(await scoped(scopeOf(other), theirs)).toEqual([]);
      const gone = await scoped(
        scopeOf(other),
        (tx) => tx`delete from ${tx(table)} where org_member_id = ${holder.memberId} returning 1`,
      );
      expect(gone).toHaveLength(0);
    }
  },
);

test("nobody sets another's password, and everyone their own", async () => {
  const member = await addMember(ours);
  const set = (who: string) => (tx: TransactionSql) =>
    tx`update members set password_hash = 'x' where org_member_id = ${who} returning 1`;
  expect(await codeOf(scoped(scopeOf(ours.admin), set(member.memberId)))).toBe("42501");
  expect(await scoped(scopeOf(member), set(ours.admin.memberId))).toHaveLength(0);
  expect(await scoped(scopeOf(member), set(member.memberId))).toHaveLength(1);
});
