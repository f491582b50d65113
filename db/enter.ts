import type { PendingQuery, ReservedSql, Row } from "postgres";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { activeUnitFromRow, actorFromRow, ownUnit, serviceAccountFromRow } from "@/domain/access/mint";
import { idleSeconds } from "@/lib/auth/session-cookie";
import { DomainError } from "@/lib/errors";
import { rememberShare } from "@/lib/fair-share";
import type { Role } from "@/lib/roles";
import { claimKey, type Earlier, earlierOf, type Keep, type Keyed, keepAnswer } from "./idempotency";
import { type Scope, type Tx, transact } from "./transaction";

/** A request's credential, by the SHA-256 (hex) of its secret. */
export type Presented =
  | { kind: "token" | "session"; hash: string }
  | { kind: "client"; clientId: string; hash: string };

/**
 * The lock a request takes when it enters: `member` keeps the caller's role and status unchanged until it commits; `self`
 * lets it change the caller's own row, and `organization` anyone's role or status.
 */
export type Locks = "nothing" | "member" | "self" | "organization";

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
  /** The request's Idempotency-Key, if it has one (contract §10). */
  keyed?: Keyed | undefined;
};

/** The transaction of a request, in its caller's scope. */
export type Entered = {
  tx: Tx;
  actor: UnitActor;
  /** The selected OU, or a service account's own; null if none is selected or the actor has no access to it. */
  unit: ActiveUnit | null;
  selectedUnitId: string | undefined;
  /** When the session ends at the latest; null for any other credential. */
  expiresAt: Date | null;
  /** How many seconds ago the password was last given in the session; null for any other credential. */
  authenticatedSeconds: number | null;
  /** The earlier request with the same key, if there was one. */
  earlier: Earlier | undefined;
  keep: Keep;
};

function scopeOf({ presented, locks, selectedUnitId, keyed }: Entry) {
  return (sql: ReservedSql): PendingQuery<Row[]>[] => {
    const { hash } = presented;
    const entering =
      presented.kind === "client"
        ? sql`select * from enter_by_client(${presented.clientId}, ${hash})`
        : presented.kind === "token"
          ? sql`select * from enter_by_token(${hash}, ${locks})`
          : sql`select * from enter_by_session(${hash}, ${locks}, ${idleSeconds()})`;
    const selecting = selectedUnitId === undefined ? [] : [sql`select select_unit(${selectedUnitId}) as role`];
    return [entering, ...selecting, ...(keyed ? claimKey(keyed)(sql) : [])];
  };
}

function actorOf({ presented }: Entry, row: Row): UnitActor {
  return presented.kind === "client"
    ? serviceAccountFromRow(row as Parameters<typeof serviceAccountFromRow>[0])
    : actorFromRow(row as Parameters<typeof actorFromRow>[0]);
}

function unitOf({ selectedUnitId }: Entry, actor: UnitActor, role: Role | null | undefined): ActiveUnit | null {
  if (selectedUnitId === undefined) return actor.kind === "service_account" ? ownUnit(actor) : null;
  return role ? activeUnitFromRow(selectedUnitId, role) : null;
}

/**
 * A request's only way to tenant data: a transaction whose first statement turns the credential into the actor and the
 * row-level-security scope, followed by `work` and the commit, so access is checked at the moment of the work. Anything
 * thrown rolls it all back. `work` runs again after a deadlock. Throws unauthorized for a credential that is unknown, has
 * expired or ended, or belongs to a member who is not active. (contract §4, §13)
 */
export function enter<T>(entry: Entry, work: (entered: Entered) => Promise<T>): Promise<T> {
  const { keyed } = entry;
  const run = async (tx: Tx, scoped: Promise<Row[][]>, atCommit: (last: Scope) => void) => {
    const rows = await scoped;
    const [[row] = [], [selected] = []] = rows;
    if (!row) throw new DomainError("unauthorized");
    const actor = actorOf(entry, row);
    rememberShare(entry.presented.hash, actor.orgId);
    const unit = unitOf(entry, actor, selected?.role);
    const expiresAt = (row.expires_at as Date | undefined) ?? null;
    const authenticatedSeconds = (row.authenticated_seconds as number | undefined) ?? null;
    const earlier = keyed && earlierOf(rows.at(-1)?.[0]);
    const keep: Keep = (...kept) => keyed && atCommit(keepAnswer(keyed.key, ...kept));
    const { selectedUnitId } = entry;
    return work({ tx, actor, unit, selectedUnitId, expiresAt, authenticatedSeconds, earlier, keep });
  };
  return transact(scopeOf(entry), run, entry);
}
