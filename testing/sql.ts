import type { Sql, TransactionSql } from "postgres";
import { inject } from "vitest";
import type { Actor } from "@/domain/access/actor";
import { connect } from "./database";

// For tests of row-level security alone: SQL as the application's role, without any code of the product.

type Setting =
  | "org_id"
  | "member_id"
  | "org_role"
  | "unit_ids"
  | "admin_unit_ids"
  | "only_unit_id"
  | "unit_org_id"
  | "unit_id"
  | "unit_role"
  | "token_hash"
  | "session_hash"
  | "secret_hash"
  | "secret_id"
  | "forgets_keys"
  | "attempt_keys"
  | "sign_in_email"
  | "link_id"
  | "message_id"
  | "delivery_id"
  | "maker_id"
  | "ended_member_id"
  | "inviter_id"
  | "rate_org_ids"
  | "used_hashes"
  | "seals_audit_log"
  | "erased_subject_id"
  | "ends_memberships"
  | "queues_events";
export type Settings = Partial<Record<Setting, string>>;

let connection: Sql | undefined;

/** A connection as the application's role, without a scope. */
export function asApplication(): Sql {
  connection ??= connect(inject("appUrl"), 1);
  return connection;
}

const rolledBack = Symbol("rolled back");

/** Runs work on that connection in a transaction with these settings, rolls it back, and returns the result. */
export async function scoped<T>(settings: Settings, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const transaction = asApplication().begin(async (tx) => {
    for (const [name, value] of Object.entries(settings)) await tx`select set_config(${`app.${name}`}, ${value}, true)`;
    result = await work(tx);
    throw rolledBack;
  });
  await transaction.catch((reason: unknown) => {
    if (reason !== rolledBack) throw reason;
  });
  return result as T;
}

/** The settings that db/scope.ts makes for an actor. */
export function scopeOf(actor: Actor): Settings {
  const unit_ids = Object.keys(actor.ouRoles).join(",");
  return { org_id: actor.orgId, member_id: actor.memberId, org_role: actor.orgRole, unit_ids };
}

/** The SQLSTATE with which work was refused, or "nothing refused". */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing refused",
    (reason: { code?: string }) => String(reason.code),
  );
}
