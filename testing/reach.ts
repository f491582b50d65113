import type { Settings } from "./sql";

// Who reaches which row, stated a second time without SQL (contract §1, §2, §5): db/isolation.test.ts compares every policy
// with it, command by command, and checks that it notices a widened policy.

export type Row = Record<string, unknown>;
export const commands = ["select", "insert", "update", "delete"] as const;
export type Command = (typeof commands)[number];
type Rule = (row: Row, scope: Settings) => boolean;
type Reach = Partial<Record<Command, Rule | undefined>>;

const inOrganization: Rule = (row, scope) => row.org_id === scope.org_id;
const asAdmin: Rule = (_row, scope) => scope.org_role === "admin";
const ownRow: Rule = (row, scope) => row.org_member_id === scope.member_id;
const unitReached: Rule = (row, scope) =>
  scope.org_role === "admin" || (scope.unit_ids ?? "").split(",").includes(String(row.unit_id));
const inActiveUnit: Rule = (row, scope) =>
  row.org_id === scope.unit_org_id && row.unit_id === scope.unit_id && unitReached(row, scope);
const asUnit =
  (...allowed: string[]): Rule =>
  (row, scope) =>
    inActiveUnit(row, scope) && allowed.includes(scope.unit_role ?? "");
const presented =
  (column: string, setting: keyof Settings): Rule =>
  (row, scope) =>
    row[column] === scope[setting];
const names = (value: unknown, list: string | undefined) => (list ?? "").split(",").includes(String(value));

const all =
  (...rules: Rule[]): Rule =>
  (row, scope) =>
    rules.every((rule) => rule(row, scope));
const any =
  (...rules: Rule[]): Rule =>
  (row, scope) =>
    rules.some((rule) => rule(row, scope));
const every = (rule: Rule): Reach => Object.fromEntries(commands.map((command) => [command, rule]));

const writers = asUnit("editor", "admin");
/** The default for tables of an OU: every role there reads, and editors and admins write. */
const ofUnit: Reach = { ...every(writers), select: inActiveUnit };
const organizationsAdmin = all(inOrganization, asAdmin);
const reachedUnit = all(inOrganization, unitReached);

const endsAt = ({ expires_at: at }: Row) =>
  at === null || at === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(at));
const live: Rule = (row) => endsAt(row) > Date.now();
const liveInReach = all(reachedUnit, live);
const namesEnding: Rule = (_row, scope) => Boolean(scope.ends_memberships);
const ending = all(inOrganization, namesEnding);
const aboutReached: Rule = (row, scope) =>
  scope.org_role === "admin" ||
  [row.about_unit_ids, row.about_unit_id].flat().some((id) => names(id, scope.admin_unit_ids));
const ownRows = all(inOrganization, ownRow);
const own = every(ownRows);
/** With a token of one OU, only the member's tokens of that OU. */
const ownTokens = all(ownRows, (row, { only_unit_id: only }) => !only || row.only_unit_id === only);
/** Members' own rows, and everybody's for org admins. */
const overseen = all(inOrganization, any(asAdmin, ownRow));
const administered = asUnit("admin");
const ofNamedMaker = all(organizationsAdmin, presented("created_by", "maker_id"));
const bySecret = presented("secret_hash", "secret_hash");

const reported: Rule = (row, scope) => names(row.org_id, scope.rate_org_ids);
const inUse = all(organizationsAdmin, (row, scope) => names(row.secret_hash, scope.used_hashes));
const ownKey = any(ownRows, (row, scope) => row.org_id === scope.unit_org_id && row.secret_id === scope.secret_id);
/** The row is about leads of the active OU, and the role there may erase them. */
const aboutLeads: Rule = (row, scope) => writers({ ...row, unit_id: row.lead_unit_id }, scope);

const ofInvitation: Rule = (row) => row.kind === "invitation";
const linksReached = any(ownRows, all(organizationsAdmin, ofInvitation));
const ofEnded = all(organizationsAdmin, presented("org_member_id", "ended_member_id"));
const inWork = all(inOrganization, presented("message_id", "message_id"));

const written: Rule = (row, scope) => row.org_id === scope.org_id || row.org_id === scope.unit_org_id;
const sealing: Rule = (_row, scope) => Boolean(scope.seals_audit_log);
const about: Rule = (row, scope) =>
  [row.actor_id, row.target_id].includes(scope.member_id) || names(row.about_unit_id, scope.admin_unit_ids);
const inTokensUnit: Rule = (row, { only_unit_id: only }) => !only || row.about_unit_id === only;
const logged = all(inOrganization, any(asAdmin, sealing, all(inTokensUnit, about)));
const erased = all(written, presented("subject_id", "erased_subject_id"));
/** What the job makes that seals the audit log; org admins read it. */
const sealed: Reach = {
  select: all(inOrganization, any(asAdmin, sealing)),
  insert: all(inOrganization, sealing),
};

const queueing: Rule = (row, scope) => written(row, scope) && Boolean(scope.queues_events);

const reaches: Record<string, Reach> = {
  organizations: { select: inOrganization, insert: organizationsAdmin, update: organizationsAdmin },
  org_units: { select: reachedUnit, insert: organizationsAdmin, update: reachedUnit },
  former_slugs: { select: reachedUnit, insert: reachedUnit, update: reachedUnit },
  members: {
    select: inOrganization,
    insert: organizationsAdmin,
    update: all(inOrganization, any(asAdmin, ownRow, presented("org_member_id", "inviter_id"))),
    delete: organizationsAdmin,
  },
  sign_in_addresses: { select: presented("email_key", "sign_in_email"), insert: organizationsAdmin },
  member_tallies: { ...every(inOrganization), delete: undefined },
  unit_tallies: { ...every(reachedUnit), delete: undefined },
  member_counts: every(inOrganization),
  member_days: { ...every(inOrganization), delete: undefined },
  ou_memberships: {
    select: any(all(inOrganization, any(unitReached, ownRow), live), ending),
    insert: reachedUnit,
    update: liveInReach,
    delete: any(
      liveInReach,
      all(ending, (row) => !live(row, {})),
    ),
  },
  ending_organizations: {
    select: any(inOrganization, namesEnding),
    insert: inOrganization,
    delete: all(inOrganization, namesEnding),
  },
  access_changes: { select: all(inOrganization, aboutReached), insert: inOrganization },
  access_change_items: { select: all(inOrganization, aboutReached), insert: inOrganization },
  access_reviews: {
    select: all(inOrganization, aboutReached),
    insert: organizationsAdmin,
    update: organizationsAdmin,
  },
  access_review_items: {
    select: all(inOrganization, aboutReached),
    insert: organizationsAdmin,
    update: all(inOrganization, aboutReached),
  },
  personal_access_tokens: {
    ...every(ownTokens),
    select: any(ownTokens, organizationsAdmin, presented("token_hash", "token_hash")),
    delete: any(ownTokens, organizationsAdmin),
  },
  sessions: { ...own, select: any(overseen, presented("session_hash", "session_hash")), delete: overseen },
  account_links: {
    ...every(linksReached),
    select: any(linksReached, ofEnded, presented("link_id", "link_id")),
    update: any(linksReached, ofEnded),
  },
  messages: { ...every(inWork), select: any(organizationsAdmin, inWork), insert: inOrganization },
  mail_budgets: every(inOrganization),
  saved_views: own,
  devices: { ...own, select: any(ownRows, ofEnded), delete: any(ownRows, ofEnded) },
  service_accounts: {
    ...every(administered),
    select: any(administered, ofNamedMaker, inUse, bySecret),
    delete: any(administered, ofNamedMaker),
    update: any(administered, bySecret),
  },
  events: { ...ofUnit, update: undefined }, // append-only
  rate_buckets: every(reported),
  rate_usage: { ...every(reported), select: any(reported, organizationsAdmin) },
  idempotency_keys: { ...every(ownKey), select: any(ownKey, aboutLeads), delete: any(ownKey, aboutLeads) },
  audit_entries: { select: logged, insert: written, delete: all(inOrganization, sealing) },
  audit_values: { select: any(logged, erased), insert: written, delete: any(erased, all(inOrganization, sealing)) },
  audit_unsealed: { select: sealing, insert: written, delete: sealing },
  audit_trees: { ...sealed, select: any(organizationsAdmin, sealing), update: sealed.insert },
  audit_nodes: sealed,
  audit_keys: sealed,
  attempts: every((row, scope) => names(row.attempt_key, scope.attempt_keys)),
  webhook_endpoints: { ...every(organizationsAdmin), select: any(organizationsAdmin, queueing) },
  endpoint_deliveries: { ...every(organizationsAdmin), insert: any(organizationsAdmin, queueing) },
  webhook_deliveries: every(presented("delivery_id", "delivery_id")),
};

/** The reach of a table; a table with a unit_id needs no entry above. Throws for any other, saying what to do. */
export function reachOf(table: string, columns: readonly string[]): Reach {
  const reach = reaches[table] ?? (columns.includes("unit_id") ? ofUnit : undefined);
  if (!reach) throw new Error(`${table}: say in testing/reach.ts who reaches its rows`);
  return reach;
}
