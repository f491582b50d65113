import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrateDatabase } from "./migrate";
import { makeTextKeys } from "./text-keys";

const database = `keys_${randomBytes(5).toString("hex")}`;
const weak = `owner_of_${database}`;
const urlOf = (url: string, more: Partial<URL> = {}) =>
  Object.assign(new URL(url), { pathname: `/${database}`, ...more }).href;
const ownerUrl = urlOf(inject("ownerUrl"), { username: weak, password: "owner-secret" });

let server: Sql;
let root: Sql;
let owner: Sql;

// The owner is not a superuser, as in an operator's own database, so forced policies hide every row from it.
beforeAll(async () => {
  server = postgres(inject("ownerUrl"), { max: 1, onnotice: () => {} });
  await server.unsafe(`create role ${weak} login password 'owner-secret'`);
  await server.unsafe(`create database ${database} owner ${weak}`);
  await migrateDatabase({ ownerUrl, appUrl: urlOf(inject("appUrl")) });
  root = postgres(urlOf(inject("ownerUrl")), { max: 1, onnotice: () => {} });
  owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await fill(root);
}, 60_000);

afterAll(async () => {
  for (const sql of [root, owner]) await sql?.end({ timeout: 1 });
  await server?.unsafe(`drop database if exists ${database} with (force)`);
  await server?.unsafe(`drop role if exists ${weak}`);
  await server?.end({ timeout: 1 });
});

/** An organization as earlier versions stored it, with keys in upper case. */
async function fill(sql: Sql): Promise<void> {
  await sql`insert into organizations (org_id, name) values ('org', 'Acme')`;
  await sql`insert into org_units (org_id, unit_id, name, name_key, slug, external_ref, is_default) values
    ('org', 'unit', 'Sınır', 'sinir', 'a', ${"Zu\u0308rich"}, true), ('org', 'unit2', 'EMEA', 'emea', 'b', 'x', false),
    ('org', 'unit3', 'Z', 'z', 'c', ${"Z\u00fcrich"}, false)`;
  await sql`insert into members (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash) values
    ('org', 'mem', 'A', 'B', 'Ada@Example.com', 'ada@example.com', 'admin', 'x')`;
  await sql`insert into leads (org_id, unit_id, lead_id, profile)
    select 'org', 'unit', 'lead_' || n, ${sql.json({ city: "Zu\u0308rich", size: 7 })} from generate_series(1, 4) n`;
  await sql`insert into lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id) values
    ('org', 'unit', 'email', 'anna@strasse.test', 'anna@straße.test', 'lead_1'),
    ('org', 'unit', 'email', 'undefined', 'undefined', 'lead_1'),
    ('org', 'unit', 'phone', ${"\u202a+491\u202c"}, ${"\u202a+49 1\u202c"}, 'lead_2'),
    ('org', 'unit', 'phone', '+491', '+491', 'lead_3'),
    ('org', 'unit', 'phone', ${"\u202a+492\u202c"}, ${"\u202a+492\u202c"}, 'lead_3'),
    ('org', 'unit', 'phone', ${"\u202d+492\u202c"}, ${"\u202d+492\u202c"}, 'lead_4'),
    ('org', 'unit', 'external_id', 'A', ' A', 'lead_4')`;
  await sql`insert into rulesets (org_id, unit_id, ruleset_id, name, kind) values ('org', 'unit', 'rset', 'Fit', 'profile')`;
  await sql`insert into rules (org_id, unit_id, rule_id, ruleset_id, kind, profile_field, operator, value, weight) values
    ('org', 'unit', 'rule_1', 'rset', 'profile', 'city', 'equals', '"Zürich"', 5),
    ('org', 'unit', 'rule_2', 'rset', 'profile', 'size', 'less_than', '9', 5)`;
  const rule = (id: string, value: string) => ({ rule_id: id, kind: "profile", value, weight: 5 });
  await sql`insert into scoring (org_id, unit_id, rules) values
    ('org', 'unit', ${sql.json([rule("rule_1", "Zürich"), rule("rule_2", "9")])})`;
}

test("every key is recomputed if possible and kept otherwise, and the log says which", async () => {
  const lines: string[] = [];
  await owner.begin(async (tx) => {
    lines.push(...(await makeTextKeys(tx)));
  });
  expect(lines).toEqual([
    "org_units.name_key: 1 made anew: unit",
    "org_units.external_ref: left as it was, because another has the new one: unit",
    "lead_aliases.alias_key: 3 made anew: lead_1, lead_4, lead_3",
    "lead_aliases.alias_key: left as it was, because another has the new one: lead_2, lead_4",
    "lead_aliases.alias_key: no value at all, left as it was: lead_1",
  ]);
  expect(await root`select name_key from org_units order by 1`.values()).toEqual([["emea"], ["sınır"], ["z"]]);
  const aliases = await root<{ alias_key: string; lead_id: string }[]>`select alias_key, lead_id from lead_aliases`;
  expect(Object.fromEntries(aliases.map((row) => [row.alias_key, row.lead_id]))).toEqual({
    "anna@xn--strae-oqa.test": "lead_1",
    undefined: "lead_1",
    "\u202a+491\u202c": "lead_2",
    "+491": "lead_3",
    "+492": "lead_3",
    "\u202d+492\u202c": "lead_4",
    " A": "lead_4",
  });
});

test("profiles and rules get the form in which they are compared, and their scores become due", async () => {
  expect(await root`select distinct profile_keys from leads`.values()).toEqual([[{ city: "zürich", size: 7 }]]);
  expect(await root`select rule_id, value_key from rules order by 1`.values()).toEqual([
    ["rule_1", "zürich"],
    ["rule_2", null],
  ]);
  const [scoring] = await root`select due_at <= now() as is_due, rules from scoring`;
  expect(scoring?.is_due).toBe(true);
  expect(scoring?.rules.map((rule: { key: string }) => rule.key)).toEqual(["zürich", "9"]);
  expect(await root`select task_identifier, key from graphile_worker.jobs`.values()).toEqual([
    ["recompute_scores", "scores unit"],
  ]);
});

test("the policies are forced again afterwards, and migrating again recomputes nothing", async () => {
  const open = `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and relrowsecurity and not relforcerowsecurity and not relispartition`;
  expect(await root.unsafe(open)).toEqual([]);
  await root`update org_units set name_key = 'by hand' where unit_id = 'unit2'`;
  await migrateDatabase({ ownerUrl, appUrl: urlOf(inject("appUrl")) });
  expect(await root`select name_key from org_units where unit_id = 'unit2'`.values()).toEqual([["by hand"]]);
});
