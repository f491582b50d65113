import { describe, expect, test } from "vitest";
import { catalogRules } from "@/testing/catalog";
import { owner } from "@/testing/database";

type RuleName = keyof typeof catalogRules;
const names = Object.keys(catalogRules) as RuleName[];

test.each(names)("the database keeps the rule: %s", async (name) => {
  expect(await catalogRules[name](owner())).toEqual([]);
});

/** The rule's findings after these statements, which are undone afterwards. */
async function faultsWith(name: RuleName, statements: string): Promise<string[]> {
  let faults: string[] = [];
  const undone = new Error("undone");
  await owner()
    .begin(async (tx) => {
      await tx.unsafe(statements);
      faults = await catalogRules[name](tx);
      throw undone;
    })
    .catch((reason: unknown) => {
      if (reason !== undone) throw reason;
    });
  return faults;
}

const good = `create table scratch (org_id text, id text, primary key (org_id, id));
  alter table scratch enable row level security, force row level security;
  create policy scratch_all on scratch using (org_id = (select nullif(current_setting('app.org_id', true), '')));`;

const broken: [RuleName, string, string, RegExp][] = [
  [
    "rowSecurityIsForced",
    "no row-level security",
    "create table scratch (org_id text primary key)",
    /^scratch: .*FORCE/,
  ],
  ["rowSecurityIsForced", "no FORCE", `${good} alter table scratch no force row level security`, /^scratch: .*FORCE/],
  ["tablesHavePolicies", "no policy", `${good} drop policy scratch_all on scratch`, /^scratch: .*pgPolicy/],
  [
    "partitionsAreClosed",
    "a privilege",
    "grant select on events_default to leadvibe_app",
    /^events_default: a partition/,
  ],
  [
    "partitionsAreClosed",
    "a policy",
    "create policy bare on events_default using (org_id = (select nullif(current_setting('app.org_id', true), '')))",
    /^events_default: a partition/,
  ],
  [
    "rowSecurityIsForced",
    "a partition without",
    "create table scratch partition of events for values from ('1999-01-01') to ('1999-02-01')",
    /^scratch: .*FORCE/,
  ],
  ["primaryKeysBeginWithOrgId", "no primary key", "create table scratch (org_id text)", /^scratch: its primary key/],
  [
    "primaryKeysBeginWithOrgId",
    "org_id second",
    "create table scratch (org_id text, id text, primary key (id, org_id))",
    /^scratch: its primary key/,
  ],
  [
    "uniquesBeginWithOrgId",
    "a unique constraint",
    `${good} alter table scratch add column x text unique`,
    /^scratch_x_key: /,
  ],
  ["uniquesBeginWithOrgId", "org_id second", `${good} create unique index by_id on scratch (id, org_id)`, /^by_id: /],
  [
    "uniquesBeginWithOrgId",
    "an expression",
    `${good} create unique index by_key on scratch (lower(org_id))`,
    /^by_key: /,
  ],
  [
    "foreignKeysBeginWithOrgId",
    "an id alone",
    `${good} alter table scratch add unique (id);
      create table child (org_id text, parent text constraint child_parent references scratch (id), primary key (org_id, parent))`,
    /^child_parent: /,
  ],
  [
    "foreignKeysBeginWithOrgId",
    "org_id second",
    `${good} alter table scratch add unique (id, org_id);
      create table child (org_id text, parent text, primary key (org_id, parent),
        constraint child_parent foreign key (parent, org_id) references scratch (id, org_id))`,
    /^child_parent: /,
  ],
  [
    "uniquesOfAnOuSayWhich",
    "unique in the organization",
    `${good} alter table scratch add column unit_id text, add column x text, add unique (org_id, x)`,
    /^scratch_org_id_x_key: /,
  ],
  [
    "foreignKeysStayInTheOu",
    "a reference without the OU",
    `${good} alter table scratch add column unit_id text;
      create table child (org_id text, unit_id text, parent text, constraint child_parent
        foreign key (org_id, parent) references scratch (org_id, id))`,
    /^child_parent: /,
  ],
  [
    "policiesReadTheScopeOnce",
    "no sub-select",
    `${good} create policy bare on scratch using (org_id = nullif(current_setting('app.org_id', true), ''))`,
    /^bare on scratch: /,
  ],
  [
    "policiesReadTheScopeOnce",
    "no nullif",
    `${good} create policy bare on scratch using (org_id = (select current_setting('app.org_id', true)))`,
    /^bare on scratch: /,
  ],
  [
    "policiesReadTheScopeOnce",
    "an error where the setting is missing",
    `${good} create policy bare on scratch using (org_id = (select nullif(current_setting('app.org_id'), '')))`,
    /^bare on scratch: /,
  ],
  [
    "policiesReadTheScopeOnce",
    "open to everybody",
    `${good} create policy bare on scratch for insert with check (true)`,
    /^bare on scratch: /,
  ],
  [
    "policiesReadTheScopeOnce",
    "one good read and one bad",
    `${good} create policy bare on scratch using (
      org_id = (select nullif(current_setting('app.org_id', true), '')) and id = current_setting('app.id', true))`,
    /^bare on scratch: /,
  ],
  [
    "definersFixTheirSearchPath",
    "a definer",
    "create function scratch() returns int security definer language sql as 'select 1'",
    /^scratch\(\): /,
  ],
  ["viewsAreInvokers", "a plain view", "create view scratch as select 1 as x", /^scratch: .*security_invoker/],
  [
    "viewsAreInvokers",
    "a view that says no",
    "create view scratch with (security_invoker = false) as select 1 as x",
    /^scratch: /,
  ],
  [
    "viewsAreInvokers",
    "a materialized view",
    "create materialized view scratch as select 1 as x",
    /^scratch: a materialized/,
  ],
  ["grantsAreTheListed", "an unlisted table", good, /^scratch: name it in db\/grants\.ts/],
  [
    "grantsAreTheListed",
    "a privilege too many",
    "grant delete on org_units to leadvibe_app",
    /^org_units: delete: held/,
  ],
  [
    "grantsAreTheListed",
    "a column too many",
    "grant update (is_default) on org_units to leadvibe_app",
    /^org_units: update \(external_ref, group_key, group_name, is_default/,
  ],
  [
    "grantsAreTheListed",
    "a privilege for everybody",
    "grant truncate on devices to public",
    /^devices: truncate: held/,
  ],
  ["grantsAreTheListed", "a privilege lost", "revoke insert on devices from leadvibe_app", /^devices: insert: listed/],
];

describe("the rules can fail", () => {
  test.each(broken)("%s: %s", async (name, _what, statements, sentence) => {
    const faults = await faultsWith(name, statements);
    expect(faults).toContainEqual(expect.stringMatching(sentence));
  });

  test("every rule is among them", () => {
    expect(new Set(broken.map(([name]) => name))).toEqual(new Set(names));
  });

  test("a well-made table breaks no rule except the list of grants", async () => {
    for (const name of names.filter((rule) => rule !== "grantsAreTheListed")) {
      const invoker = `${good} create view scratch_view with (security_invoker = true) as select * from scratch;
        create function scratch() returns int security definer set search_path = pg_catalog language sql as 'select 1'`;
      expect(await faultsWith(name, invoker), name).toEqual([]);
    }
  });
});
