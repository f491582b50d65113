import type { TransactionSql } from "postgres";
import { beforeAll, expect, test } from "vitest";
import { createMember } from "@/domain/members/create-member";
import { newId } from "@/lib/ids";
import { addMember, goodPassword, makeOrganization, owner, type TestOrganization } from "./testing";
import { codeOf, orgIdsIn, scoped, scopeOf, tenantTables } from "./testing-sql";

let ours: TestOrganization;
let theirs: TestOrganization;
let tables: string[];

beforeAll(async () => {
  [ours, theirs] = await Promise.all([makeOrganization("Ours"), makeOrganization("Theirs")]);
  for (const { admin } of [ours, theirs]) {
    const person = { first_name: "Grace", last_name: "Hopper", email: "grace@acme.test", role: "editor" } as const;
    await createMember(admin, { ...person, password: goodPassword });
  }
  tables = await tenantTables();
});

// A row of the other organization as it stands, put in again under our scope: only the policy can refuse it.
async function foreignRow(table: string): Promise<Record<string, string>> {
  const [row] = await owner()`select * from ${owner()(table)} where org_id = ${theirs.orgId} limit 1`;
  return row as Record<string, string>;
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
  for (const { table, name, columns } of keys) {
    const foreign = await foreignRow(table);
    const column = columns.find((candidate) => candidate !== "org_id") ?? "";
    const [own] = await owner()`select * from ${owner()(table)} where org_id = ${ours.orgId} limit 1`;
    const fresh = Object.keys(own ?? {}).find((key) => /^(invitation|token)_id$/.test(key));
    const row = { ...own, ...(fresh ? { [fresh]: newId("tok") } : {}), [column]: foreign[column] } as Record<
      string,
      string
    >;
    // The owner is a superuser whom no policy stops, so this is the key's own refusal.
    const attempt = owner().begin((tx) => tx`insert into ${tx(table)} ${tx(row)}`);
    await expect(attempt, name).rejects.toMatchObject({ code: "23503", constraint_name: name });
    const asUs = scoped(scopeOf(ours.admin), (tx) => tx`insert into ${tx(table)} ${tx(row)}`);
    expect(await codeOf(asUs), name).toMatch(/^(23503|42501)$/);
  }
});

test("updating and deleting foreign rows touches none", async () => {
  const changes = {
    organizations: "name = 'x'",
    org_units: "name = 'x'",
    members: "first_name = 'x'",
    ou_memberships: "role = 'admin'",
    personal_access_tokens: "last_used_at = now()",
  };
  for (const [table, change] of Object.entries(changes)) {
    for (const settings of [scopeOf(ours.admin), {}]) {
      const text = `update ${table} set ${change} where org_id = '${theirs.orgId}' returning 1`;
      expect(await scoped(settings, (tx) => tx.unsafe(text)), table).toHaveLength(0);
    }
  }
  for (const table of ["members", "ou_memberships", "personal_access_tokens"]) {
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
  const another = { ...own, org_member_id: newId("mem"), email_key: "another" } as Record<string, string>;
  expect(await codeOf(scoped(scopeOf(member), (tx) => tx`insert into members ${tx(another)}`))).toBe("42501");
});

test("another member's tokens are out of reach, also for an admin", async () => {
  const member = await addMember(ours);
  const seen = await scoped(scopeOf(member), (tx) => orgIdsIn(tx, "personal_access_tokens"));
  expect(seen).toEqual([]);
  const gone = await scoped(scopeOf(member), (tx) => tx`delete from personal_access_tokens returning 1`);
  expect(gone).toHaveLength(0);
});
