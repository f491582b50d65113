import type { catalogRules } from "./catalog";

export type RuleName = keyof typeof catalogRules;

/** A table that keeps the rules. */
export const good = `create table scratch (org_id text, id text, primary key (org_id, id));
  alter table scratch enable row level security, force row level security;
  create policy scratch_all on scratch using (org_id = (select nullif(current_setting('app.org_id', true), '')));`;

/** What breaks each rule: the rule, what is wrong, the statements, and the fault that is found. */
export const broken: [RuleName, string, string, RegExp][] = [
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
  ["tablesAreClassed", "an unlisted table", good, /^scratch: name it/],
  ["tablesAreClassed", "a table that is gone", "drop table saved_views", /^saved_views: take it out/],
  [
    "orgIdsAreAlike",
    "another type",
    "alter table member_days drop constraint member_days_pkey, alter org_id drop not null",
    /^member_days: /,
  ],
  [
    "shardsHaveNoTriggers",
    "another trigger",
    "create trigger scratch before insert on sessions for each row execute function fold_lead()",
    /^scratch on sessions: Citus/,
  ],
  [
    "shardsHaveNoTriggers",
    "an exception too many",
    "drop trigger leads_folded on leads",
    /^leads_folded on leads: take/,
  ],
  [
    "shardPoliciesAreFlat",
    "an exception too many",
    "drop policy mail_budgets_all on mail_budgets; drop policy operator on mail_budgets",
    /^mail_budgets: take it out/,
  ],
  [
    "foreignKeysFitTheClasses",
    "a shard that names a local table",
    "alter table sessions add constraint scratch foreign key (session_hash) references attempts not valid",
    /^scratch: Citus/,
  ],
  [
    "shardsAreSupported",
    "an identity column",
    "alter table sessions add column n int generated always as identity",
    /^sessions\.n: /,
  ],
  [
    "functionsAreListed",
    "one about an organization",
    "create function scratch(p_org text) returns int language sql as 'select 1'",
    /^scratch: name it in functionClasses\.delegated/,
  ],
  [
    "functionsAreListed",
    "one that reads a shard",
    "create function scratch(p_id text) returns bigint language sql as 'select count(*) from public.sessions'",
    /^scratch: give it p_org/,
  ],
  [
    "lookupsStayLocal",
    "another table",
    `create schema scratch; create function scratch.presented_link() returns text language sql as 'select session_id from public.sessions';
      alter function presented_link rename to gone; alter function scratch.presented_link set schema public`,
    /^presented_link reads sessions: it would/,
  ],
  [
    "updatesAreNotVolatile",
    "the time of day",
    `create function scratch() returns void language sql as
      'update public.attempts set failures = 0; UPDATE public.sessions SET last_seen_at = clock_timestamp()'`,
    /^scratch: call clock_timestamp before/,
  ],
  ["grantsAreTheListed", "a privilege lost", "revoke insert on devices from leadvibe_app", /^devices: insert: listed/],
];
