/**
 * Where a table's rows would be in a cluster that is sharded by organization (docs/scale.md): on the shard of its `org_id`,
 * copied to every node, or on the coordinator only. db/catalog.test.ts checks that every table is here, and what Citus asks.
 */
export type TableClass = "distributed" | "reference" | "local";

const distributed =
  `access_change_items access_changes access_review_items access_reviews account_links audit_entries audit_keys
  audit_nodes audit_trees audit_unsealed audit_values devices ending_organizations endpoint_deliveries event_days events former_slugs
  idempotency_key_leads idempotency_keys lead_aliases lead_event_counts lead_merges lead_scores lead_tallies leads mail_budgets
  member_counts member_days member_tallies members messages org_units organizations ou_memberships personal_access_tokens rules rulesets
  saved_views score_points scoring service_accounts sessions sign_in_addresses unit_tallies webhook_endpoints`.split(
    /\s+/,
  );

// One report of a process is about many organizations, and guesses and reports of mail are about none yet.
const local = "attempts rate_buckets rate_usage webhook_deliveries".split(" ");

/** Every table of the schema `public`. The queue and the list of migrations have schemas of their own, and are local. */
export const tableClasses: Readonly<Record<string, TableClass>> = Object.fromEntries([
  ...distributed.map((name) => [name, "distributed"]),
  ...local.map((name) => [name, "local"]),
]);

/**
 * The functions about one organization. `delegated` ones begin with `p_org`, so they can run on its node, and have to: their
 * advisory locks meet only there. `scoped` ones find it in the transaction's scope. `directory` ones look it up by a credential.
 */
export const functionClasses = {
  delegated:
    `add_points begin_rule_change claim_delivery clear_old_scores effective_rules effective_thresholds enter_member
    enter_unit erase_lead expired_memberships finish_rule_change group_leads has_webhooks ingest_events lead_named lock_access lock_webhooks merge_groups
    note_crossings points_of queue_events queue_new_leads recompute_step refuse_suspended remove_leads rescore_leads rule_points save_lead
    settle_scores show_built_scores tally_leads tally_member try_ingest unit_of_lead`.split(/\s+/),
  scoped:
    `analyze_grown_tables claim_key end_account_links end_credentials end_made end_memberships erase_audit_values join_notices
    keep_answer lock_inviter remember_active_unit select_unit unit_of_slug write_audit_entries`.split(/\s+/),
  directory: "enter_by_client enter_by_session enter_by_token presented_link sign_in_accounts".split(" "),
};

/**
 * Where the schema does not yet do what Citus 14 asks, and why; the test holds to exactly these. Each has to go before the first
 * shard, and none of them costs anything on one node.
 */
export const knownExceptions = {
  /** A sub-select runs once a query and not once a row (docs/decisions/003); flat ones cost 3.4 times as much in a scan. */
  policiesWithSubSelects: distributed,
  /** They count and check in the statement that changes the row, whoever sends it. On shards the operations would have to. */
  triggers: [
    "leads_folded on leads",
    ...`member_days_added member_days_moved member_days_removed members_added members_admins_moved members_admins_removed
      members_moved members_own_acceptance members_own_password members_removed members_sign_in_addresses`
      .split(/\s+/)
      .map((name) => `${name} on members`),
    ..."memberships_added memberships_moved memberships_removed".split(" ").map((name) => `${name} on ou_memberships`),
    ..."messages_added messages_removed".split(" ").map((name) => `${name} on messages`),
  ],
  /** Only `granted_by` is emptied, but Citus looks at the whole key. An operation that removes members could do it. */
  foreignKeys: ["ou_memberships_granter"],
  /** Needs a directory from credentials to organizations in local tables, or the organization within the credential. */
  directoryLookups: [
    "enter_by_client reads service_accounts",
    "enter_by_session reads sessions",
    "enter_by_token reads personal_access_tokens",
    "presented_link reads account_links",
    "sign_in_accounts reads devices",
    "sign_in_accounts reads members",
    "sign_in_accounts reads sign_in_addresses",
  ],
};
