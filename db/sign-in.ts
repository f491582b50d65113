import type { Actor } from "@/domain/access/actor";
import { actorFromRow, selfFromRow } from "@/domain/access/mint";
import type { LinkKind } from "@/lib/auth/account-link";
import type { MemberStatus, Role } from "@/lib/roles";
import { traceparent } from "@/lib/tracing";
import { withConnection } from "./client";
import { type Jobs, withTrace } from "./jobs";
import { textArray } from "./text-array";

// The look-ups of browser sessions and sign-ins, which know no organization yet. lint/walls.mjs names who may import this file.

type ActorRow = { org_id: string; org_member_id: string; role: Role; ou_roles: Record<string, Role> | null };

/** An account that a sign-in may be for; `actor` has access to its own rows and to no OU. */
export type SignInAccount = {
  actor: Actor;
  status: Exclude<MemberStatus, "deactivated">;
  passwordHash: string;
  /** Whether its member has signed in with the device before. */
  knowsDevice: boolean;
};

/**
 * The accounts that an e-mail address can sign in to in all organizations, in one round trip; `deviceHash` is the
 * SHA-256 (hex) of the device's secret.
 */
export async function findSignInAccounts(emailKey: string, deviceHash: string): Promise<SignInAccount[]> {
  type Row = Omit<ActorRow, "ou_roles"> &
    Pick<SignInAccount, "status"> & { password_hash: string; knows_device: boolean };
  const rows = await withConnection(
    ({ sql }) => sql<Row[]>`
      select org_id, org_member_id, role, status, password_hash, knows_device from sign_in_accounts(${emailKey}, ${deviceHash})
       where status <> 'deactivated'`,
  );
  return rows.map(({ password_hash: passwordHash, knows_device: knowsDevice, status, ...row }) => ({
    actor: actorFromRow({ ...row, ou_roles: null }),
    status,
    passwordHash,
    knowsDevice,
  }));
}

/**
 * Takes one attempt from each key's allowance (key → limit) and returns how many are left of the scarcest that does not fade;
 * takes none and returns null if one is used up. The `fading` keys get their attempts back one by one during the window, the
 * others all at its end.
 */
export async function reserveAttempt(
  limits: ReadonlyMap<string, number>,
  fading: readonly string[],
  windowSeconds: number,
): Promise<number | null> {
  const [keys, allowed] = [textArray(limits.keys()), textArray(limits.values())];
  const [row] = await withConnection(
    ({ sql }) => sql<{ left: number }[]>`
      select reserve_attempt(${keys}::text[], ${allowed}::integer[], ${textArray(fading)}::text[], ${windowSeconds}) as "left"`,
  );
  return row && row.left >= 0 ? row.left : null;
}

/** Gives one attempt back to each key. */
export async function returnAttempt(keys: readonly string[]): Promise<void> {
  await withConnection(({ sql }) => sql`select return_attempt(${textArray(keys)}::text[])`);
}

/**
 * Queues the mails with which the owners of this address can choose a new password: always one job. The database itself
 * writes the accounts it finds into the job, so neither the answer nor its timing reveals any (docs/decisions/017).
 */
export async function queuePasswordReset(emailKey: string, from: string): Promise<void> {
  await withConnection(({ sql }) =>
    Promise.all([
      sql`begin`.execute(),
      sql`select set_config('app.sign_in_email', ${emailKey}, true)`.execute(),
      sql`select true as queued from graphile_worker.add_job('request_password_reset', (
        select json_strip_nulls(json_build_object('traceparent', ${traceparent() ?? null}::text, 'from', ${from}::text, 'accounts', coalesce(json_agg(json_build_object('org_id', org_id, 'org_member_id', org_member_id)), '[]')))
          from sign_in_addresses where email_key = ${emailKey}))`.execute(),
      sql`commit`.execute(), // also ends it after a failed statement
    ]),
  );
}

/** Queues the audit entries about a sign-in that failed: always one job, whether or not anyone has the address. */
export async function queueFailedSignIn(payload: Jobs["note_failed_sign_in"]): Promise<void> {
  const text = JSON.stringify(withTrace(payload));
  await withConnection(
    ({ sql }) => sql`select graphile_worker.add_job('note_failed_sign_in', ${text}::text::json) is null`,
  );
}

/** A link that somebody has presented: its member and address, and whether it still works. */
export type PresentedLink = {
  /** Its member, with access to their own rows and to no OU. */
  self: Actor;
  kind: LinkKind;
  email: string;
  state: "live" | "used" | "revoked" | "expired";
  expiresAt: Date;
};

/** The link with an id whose code has been verified (lib/auth/account-link.ts), or null if its member has been removed. */
export async function findPresentedLink(linkId: string): Promise<PresentedLink | null> {
  type Found = Pick<PresentedLink, "kind" | "email" | "state"> & {
    org_id: string;
    org_member_id: string;
    expires_at: Date;
  };
  const [row] = await withConnection(({ sql }) => sql<Found[]>`select * from presented_link(${linkId})`);
  if (!row) return null;
  const { kind, email, state, expires_at: expiresAt, ...member } = row;
  return { self: selfFromRow(member), kind, email, state, expiresAt };
}
