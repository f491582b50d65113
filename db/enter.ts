import type { PendingQuery, ReservedSql, Row } from "postgres";
import type { ActiveUnit } from "@/domain/access/active-unit";
import { onlyUnitOf, type UnitActor } from "@/domain/access/actor";
import { activeUnitFromRow, actorFromRow, ownUnit, serviceAccountFromRow } from "@/domain/access/mint";
import type { Provenance } from "@/lib/auth/client";
import { idleSeconds } from "@/lib/auth/session-cookie";
import { DomainError } from "@/lib/errors";
import { forgetShare, rememberShare } from "@/lib/fair-share";
import type { Role } from "@/lib/roles";
import { originOf } from "./audit-journal";
import { suspendedOrganization } from "./errors";
import { claimKey, type Earlier, earlierOf, type Keep, type Keyed, keepAnswer } from "./idempotency";
import { journalOf, PREPARED, type Scope, type Tx, transact } from "./transaction";

/** A request's credential, by the SHA-256 (hex) of its secret. */
export type Presented =
  | { kind: "token" | "session"; hash: string }
  | { kind: "client"; clientId: string; hash: string };

/**
 * The lock a request takes when it enters: `member` keeps the caller's role and status unchanged until it commits; `self`
 * lets it change the caller's own row, `access` one membership, and `organization` anyone's role or status and any number of
 * memberships.
 */
export type Locks = "nothing" | "member" | "self" | "access" | "organization";

/** How a request that only reads enters. */
export const READING = { locks: "nothing", isReading: true } as const;

export type Entry = {
  presented: Presented;
  /** Whose turn it takes at the pool: an organization's or a network's (contract §11, fair shares). */
  share: string;
  locks: Locks;
  /** Whether the work writes nothing that matters, so that it need not wait for its commit. */
  isReading: boolean;
  selectedUnitId?: string | undefined;
  /** The slug, present or former, that a page's address selects the OU by. */
  selectedSlug?: string | undefined;
  /** The request's id and client, for the audit log; a request that only reads needs none. */
  request?: Provenance | undefined;
  /** Whether a member of a suspended organization enters too: to look at their session, or to end it. */
  sparesSuspended?: true | undefined;
  /** The request's Idempotency-Key, if it has one (contract §10). */
  keyed?: Keyed | undefined;
};

/** Who a request's credential stands for. */
export type Caller = {
  actor: UnitActor;
  /** The selected OU, or the credential's own; null if none is selected or the actor has no access to it. */
  unit: ActiveUnit | null;
  /** The OU that the request selects, or the credential's own. */
  selectedUnitId: string | undefined;
  /** When the session ends at the latest; null for any other credential. */
  expiresAt: Date | null;
  /** How many seconds ago the password was last given in the session; null for any other credential. */
  authenticatedSeconds: number | null;
};

/** The transaction of a request, in its caller's scope. */
export type Entered = Caller & {
  tx: Tx;
  /** The earlier request with the same key, if there was one. */
  earlier: Earlier | undefined;
  keep: Keep;
};

/** The call that enters, as SQL and its arguments; they follow `before` others of the statement. */
export function entering({ presented, locks }: Pick<Entry, "presented" | "locks">, before = 0) {
  const { kind, hash } = presented;
  const call = (name: string, ...args: (string | number)[]) => ({
    call: `${name}(${args.map((_, index) => `$${before + index + 1}`).join(", ")})`,
    args,
  });
  if (kind === "client") return call("enter_by_client", presented.clientId, hash);
  if (kind === "token") return call("enter_by_token", hash, locks);
  return call("enter_by_session", hash, locks, idleSeconds());
}

type Selection = Pick<Entry, "selectedUnitId" | "selectedSlug">;

function selecting(sql: ReservedSql, { selectedUnitId: id, selectedSlug: slug }: Selection): PendingQuery<Row[]>[] {
  if (slug !== undefined) {
    return [sql`select unit_id, select_unit(unit_id) as role from unit_of_slug(${slug}) unit_id`];
  }
  return id === undefined ? [] : [sql`select select_unit(${id}) as role`];
}

function scopeOf({ sparesSuspended, keyed, ...entry }: Entry) {
  return (sql: ReservedSql): PendingQuery<Row[]>[] => {
    const { call, args } = entering(entry);
    const sparing = sparesSuspended ? [sql`select set_config('app.spares_suspended', 'on', true)`] : [];
    const entered = sql.unsafe<Row[]>(`select * from ${call}`, args, PREPARED);
    return [...sparing, entered, ...selecting(sql, entry), ...(keyed ? claimKey(keyed)(sql) : [])];
  };
}

function actorOf({ presented }: Pick<Entry, "presented">, row: Row): UnitActor {
  return presented.kind === "client"
    ? serviceAccountFromRow(row as Parameters<typeof serviceAccountFromRow>[0])
    : actorFromRow(row as Parameters<typeof actorFromRow>[0]);
}

function unitOf(
  selectedUnitId: string | undefined,
  actor: UnitActor,
  role: Role | null | undefined,
): ActiveUnit | null {
  if (selectedUnitId === undefined) return ownUnit(actor);
  return role ? activeUnitFromRow(selectedUnitId, role) : null;
}

/** The caller, from the row that entering gave and their role in the selected OU. Throws unauthorized without a row. */
export function callerOf(
  { presented, selectedUnitId }: Pick<Entry, "presented" | "selectedUnitId">,
  row: Row | undefined,
  role: Role | null | undefined,
): Caller {
  if (!row) {
    forgetShare(presented.hash);
    throw new DomainError("unauthorized");
  }
  const actor = actorOf({ presented }, row);
  rememberShare(presented.hash, actor.orgId);
  return {
    actor,
    unit: unitOf(selectedUnitId, actor, role),
    selectedUnitId: selectedUnitId ?? onlyUnitOf(actor) ?? undefined,
    expiresAt: (row.expires_at as Date | undefined) ?? null,
    authenticatedSeconds: (row.authenticated_seconds as number | undefined) ?? null,
  };
}

/** For `catch`: a credential of a suspended organization is refused, and still counts in its rates. Throws the error. */
export const countSuspended =
  ({ presented }: Pick<Entry, "presented">) =>
  (error: unknown): never => {
    const orgId = suspendedOrganization(error);
    if (orgId) rememberShare(presented.hash, orgId);
    throw error;
  };

/**
 * A request's way to tenant data: a transaction whose first statement turns the credential into the actor and the
 * row-level-security scope, followed by `work` and the commit, so access is checked at the moment of the work. Anything
 * thrown rolls it all back. `work` runs again after a deadlock. Throws unauthorized for a credential that is unknown, has
 * expired or ended, or belongs to a member who is not active, and organization_suspended. (contract §4, §13)
 * What `ahead` does leaves in the same write as entering, before anyone knows who asks, and is undone if nobody may.
 */
export function enter<T, A = void>(
  entry: Entry,
  work: (entered: Entered, read: A) => Promise<T>,
  ahead?: (tx: Tx) => Promise<A>,
): Promise<T> {
  const { keyed } = entry;
  const run = async (tx: Tx, scoped: Promise<Row[][]>, atCommit: (last: Scope) => void) => {
    const early = ahead?.(tx);
    await Promise.allSettled([scoped, early]); // a refusal of the caller comes first, but nothing may outlast the transaction
    const rows = (await scoped.catch(countSuspended(entry))).slice(entry.sparesSuspended ? 1 : 0);
    const [[row] = [], [selected] = []] = rows;
    const bySlug = entry.selectedSlug === undefined ? {} : { selectedUnitId: selected?.unit_id ?? undefined };
    const caller = callerOf({ ...entry, ...bySlug }, row, selected?.role);
    journalOf(tx).origin = originOf(caller.actor, entry.request, row?.name);
    const earlier = keyed && earlierOf(rows.at(-1)?.[0]);
    const keep: Keep = (...kept) => keyed && atCommit(keepAnswer(keyed.key, ...kept));
    return work({ tx, ...caller, earlier, keep }, (await early) as A);
  };
  return transact(scopeOf(entry), run, entry);
}
