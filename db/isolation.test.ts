import { afterAll, describe, expect, test } from "vitest";
import { breaches, type Scope } from "@/testing/probe";
import { openScratch } from "@/testing/scratch";
import type { Settings } from "@/testing/sql";

// Tests row-level security by itself, from the catalog: each command on each table in each scope; then each policy is
// widened in turn, and one of those checks has to notice.

const [ours, theirs, here, there] = ["org_ours", "org_theirs", "unit_here", "unit_there"];
const [me, colleague] = ["mem_me", "mem_colleague"];
const scratch = await openScratch([
  {
    org_id: ours,
    unit_id: here,
    org_member_id: me,
    only_unit_id: here,
    actor_id: me,
    about_unit_ids: [here],
  },
  { org_id: ours, unit_id: here, org_member_id: colleague, kind: "invitation", lead_unit_id: here, target_id: me },
  {
    org_id: ours,
    unit_id: there,
    org_member_id: colleague,
    lead_unit_id: there,
    about_unit_id: here,
    about_unit_ids: [there],
  },
  { org_id: ours, unit_id: here, org_member_id: me, expires_at: "2020-01-01T00:00:00Z" },
  { org_id: theirs, unit_id: "unit_foreign", org_member_id: "mem_them", kind: "invitation" },
]);
afterAll(() => scratch.drop());

const settings = [
  ...[
    "org_id",
    "member_id",
    "org_role",
    "unit_ids",
    "admin_unit_ids",
    "only_unit_id",
    "unit_org_id",
    "unit_id",
    "unit_role",
  ],
  ...["token_hash", "session_hash", "secret_hash", "secret_id", "attempt_keys", "sign_in_email"],
  ...["link_id", "message_id", "delivery_id", "maker_id", "ended_member_id", "inviter_id", "forgets_keys"],
  ...["rate_org_ids", "used_hashes", "seals_audit_log", "erased_subject_id", "ends_memberships"],
  "queues_events",
] as (keyof Settings)[];
const asMember: Settings = { org_id: ours, member_id: me, org_role: "viewer", unit_ids: here };
const asAdmin: Settings = { ...asMember, org_role: "admin", unit_ids: "" };
const active = (unit_id: string, unit_role: string, unit_org_id = ours): Settings => ({
  unit_org_id,
  unit_id,
  unit_role,
});

const scopes: Scope[] = Object.entries({
  "no scope": {},
  "an empty scope": Object.fromEntries(settings.map((name) => [name, ""])),
  "a role and nothing else": { org_role: "admin", unit_role: "admin" },
  "an admin of an unknown organization": { ...asAdmin, org_id: "org_unknown" },
  "an org admin": asAdmin,
  "an org admin in an OU": { ...asAdmin, ...active(there, "admin") },
  "an org admin in a foreign OU": { ...asAdmin, ...active("unit_foreign", "admin") },
  "a member": asMember,
  "a member without access": { ...asMember, unit_ids: "" },
  "a member who lists a foreign OU": { ...asMember, unit_ids: "unit_foreign" },
  "an OU admin": { ...asMember, admin_unit_ids: here, ...active(here, "admin") },
  "an OU admin with a token of that OU": { ...asMember, admin_unit_ids: here, only_unit_id: here },
  "an OU editor": { ...asMember, ...active(here, "editor") },
  "an OU viewer": { ...asMember, ...active(here, "viewer") },
  "a member in an OU beyond reach": { ...asMember, ...active(there, "admin") },
  "a member in an OU without a role": { ...asMember, ...active(here, "") },
  "a service account": { unit_ids: here, ...active(here, "editor") },
  "a service account in another OU": { unit_ids: here, ...active(there, "editor") },
  "a member with a token of an OU": { ...asMember, only_unit_id: here },
  "a member with a token of another OU": { ...asMember, only_unit_id: there },
  "a token": { token_hash: "token_hash of 3" },
  "a session": { session_hash: "session_hash of 3" },
  "a service account's request with a key": { unit_ids: here, ...active(here, "editor"), secret_id: "secret_id of 2" },
  "another organization's service account": {
    ...active("unit_foreign", "editor", theirs),
    secret_id: "secret_id of 2",
  },
  "the worker that forgets old keys": { forgets_keys: "on" },
  "a client secret": { secret_hash: "secret_hash of 3" },
  "an e-mail address": { sign_in_email: "email_key of 3" },
  "a counter of attempts": { attempt_keys: "attempt_key of 3,attempt_key of 1" },
  "a link": { link_id: "link_id of 3" },
  "a message in work": { org_id: ours, message_id: "message_id of 1" },
  "a message in another organization's work": { org_id: theirs, message_id: "message_id of 1" },
  "an org admin who names a maker": { ...asAdmin, maker_id: "created_by of 2" },
  "a member who names a maker": { ...asMember, maker_id: "created_by of 2" },
  "another organization's admin who names a maker": { ...asAdmin, org_id: theirs, maker_id: "created_by of 2" },
  "an org admin who ends a member's credentials": { ...asAdmin, ended_member_id: colleague },
  "a member who would end another's credentials": { ...asMember, ended_member_id: colleague },
  "another organization's admin who would end them": { ...asAdmin, org_id: theirs, ended_member_id: colleague },
  "an invited member who locks their inviter": { org_id: ours, inviter_id: me },
  "a report of rates": { rate_org_ids: theirs },
  "an org admin who names what is in use": { ...asAdmin, used_hashes: "secret_hash of 1,secret_hash of 3" },
  "a member who names what is in use": { ...asMember, used_hashes: "secret_hash of 1,secret_hash of 3" },
  "the job that ends memberships": { ends_memberships: "on" },
  "the job that ends an organization's memberships": { org_id: ours, ends_memberships: "on" },
  "a member who makes room for a membership": { ...asMember, ends_memberships: "on" },
  "the job that seals the audit log": { seals_audit_log: "on" },
  "the job that seals an organization's audit log": { org_id: ours, seals_audit_log: "on" },
  "an org admin who erases a person": { ...asAdmin, erased_subject_id: "subject_id of 1" },
  "another organization's admin who would erase them": {
    ...asAdmin,
    org_id: theirs,
    erased_subject_id: "subject_id of 1",
  },
  "a service account that erases a lead": {
    unit_ids: here,
    ...active(here, "editor"),
    erased_subject_id: "subject_id of 2",
  },
  "a member whose change is queued for webhooks": { ...asMember, queues_events: "on" },
  "a service account whose event is queued for webhooks": {
    unit_ids: here,
    ...active(here, "editor"),
    queues_events: "on",
  },
  "a webhook's delivery": { delivery_id: "delivery_id of 3" },
}).map(([who, one]) => ({ who, settings: one }));

/** The first complaint of the checks about a table, with or without an altered policy; undone afterwards. */
async function breachWith(alteration: string, tableName: string): Promise<string | undefined> {
  const table = scratch.tables.find(({ name }) => name === tableName);
  if (!table) throw new Error(`no table ${tableName}`);
  await scratch.connection.unsafe(`begin; ${alteration}`);
  try {
    for await (const breach of breaches(scratch.connection, table, scopes)) return breach;
  } finally {
    await scratch.connection.unsafe("rollback");
  }
}

type Policy = { table: string; name: string; qual: string | null; with_check: string | null };
const policies = await scratch.connection<Policy[]>`
  select tablename as table, policyname as name, qual, with_check
    from pg_policies where schemaname = 'public' and 'public' = any (roles) order by 1, 2`;

const org = `any (array[(select nullif(current_setting('app.org_id', true), '')),
  (select nullif(current_setting('app.unit_org_id', true), ''))])`;
/** Ways to write a policy carelessly: the text it would have, or the same text if that changes nothing. */
const careless: Record<string, (expression: string) => string> = {
  "lets everyone pass": () => "true",
  "lets the organization pass": (expression) => (expression.includes("org_id") ? `org_id = ${org}` : expression),
  "takes everyone for an admin": (expression) =>
    expression.replaceAll(/current_setting\('app\.(org|unit)_role'::text, true\)/g, "'admin'::text"),
};
// The directory, the organization's name and writing to its audit log belong to the whole organization, so there is nothing
// to widen.
const ofEveryone =
  /^(members_read|sign_in_addresses_presented|organizations_read|audit_(entries|values|unsealed)_write)$/;

const widenings = policies.flatMap(({ table, name, ...clauses }) =>
  Object.entries(careless).flatMap(([how, widen]) =>
    Object.entries({ using: clauses.qual, "with check": clauses.with_check }).flatMap(([clause, expression]) => {
      const widened = expression && widen(expression);
      if (!widened || widened === expression || (how !== "lets everyone pass" && ofEveryone.test(name))) return [];
      return [{ name, table, how, alteration: `alter policy "${name}" on "${table}" ${clause} (${widened})` }];
    }),
  ),
);
const noticedBy: string[] = [];

test("the database has tables and policies", () => {
  expect(scratch.tables.length).toBeGreaterThan(7);
  expect(policies.length).toBeGreaterThan(20);
});

describe("every command reaches what it should, in every scope", () => {
  test.each(scratch.tables)("on $name", async ({ name }) => {
    expect(await breachWith("", name)).toBeUndefined();
  });
});

describe("a widened policy is noticed", () => {
  test.each(widenings)("$name on $table $how", async ({ table, name, how, alteration }) => {
    const noticed = await breachWith(alteration, table);
    expect(noticed, `no scope of this file tells ${name} from one that ${how}`).toBeDefined();
    noticedBy.push(`${name} ${how}: ${noticed}`);
  });

  test("every widening of every policy fails an assertion, which --reporter=verbose lists", async ({ annotate }) => {
    expect(new Set(widenings.map(({ name }) => name))).toEqual(new Set(policies.map(({ name }) => name)));
    await annotate(noticedBy.join("\n"));
  });
});
