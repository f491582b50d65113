import { beforeAll, expect, test } from "vitest";
import { makeOrganization, type TestOrganization } from "@/testing/organization";
import { asApplication, codeOf, scoped, scopeOf } from "@/testing/sql";

let ours: TestOrganization;
beforeAll(async () => {
  ours = await makeOrganization();
});

test("owns nothing, is not a superuser and cannot bypass a policy", async () => {
  const [role] = await asApplication()`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
      (select count(*)::int from pg_class where relowner = r.oid) as owned,
      (select count(*)::int from pg_auth_members where member = r.oid) as memberships
    from pg_roles r where rolname = current_user`;
  const none = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
  };
  expect(role).toEqual({ ...none, owned: 0, memberships: 0 });
});

test.each([
  ["disable row-level security", "alter table members disable row level security"],
  ["unforce it", "alter table members no force row level security"],
  ["drop a policy", "drop policy members_read on members"],
  ["create a table", "create table public.mine (id int)"],
  ["create a schema", "create schema mine"],
  ["delete an OU", "delete from org_units"],
  ["delete an organization", "delete from organizations"],
  ["empty a table", "truncate members"],
  ["move a row to another organization", "update members set org_id = 'org_x'"],
  ["change an id", "update org_units set unit_id = 'unit_x'"],
  ["change the default OU", "update org_units set is_default = true"],
  ["rewrite a token", "update personal_access_tokens set token_hash = repeat('0', 64)"],
  ["prolong a session", "update sessions set expires_at = now() + interval '1 year'"],
  ["forget a mail", "delete from messages"],
  ["become the owner", "set role postgres"],
  ["read the roles' passwords", "select rolpassword from pg_authid"],
  ["write the migrations' journal", "delete from drizzle.__drizzle_migrations"],
  ["run a program", "copy members to program 'cat'"],
])("cannot %s", async (_what, statement) => {
  expect(await codeOf(scoped(scopeOf(ours.admin), (tx) => tx.unsafe(statement)))).toBe("42501");
});

test("gets an error, not fewer rows, if it switches row security off", async () => {
  const peek = scoped(scopeOf(ours.admin), async (tx) => {
    await tx`set local row_security = off`;
    return tx`select from members`;
  });
  expect(await codeOf(peek)).toBe("42501");
});
