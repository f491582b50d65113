import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { originOf } from "@/db/audit-journal";
import { jsonObject } from "@/db/json";
import { type ListRequest, latestFirst, listAll } from "@/db/keyset";
import { setting } from "@/db/schema/scope";
import { sessions } from "@/db/schema/sessions";
import { type Tx, withScope } from "@/db/scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { noRequest } from "@/lib/auth/client";
import { idleSeconds } from "@/lib/auth/session-cookie";
import { DomainError, nullFor } from "@/lib/errors";
import { sessionFields } from "./present";
import type { Session } from "./schema";

const currentOf = ({ credential }: Actor) => (credential.kind === "session" ? credential.id : null);

// While nobody knows yet who asks, the scope knows the session by its hash.
const currentIn = (reader: Actor | Reader) =>
  "credential" in reader
    ? currentOf(reader)
    : sql`(select entered.session_id from ${sessions} entered where entered.session_hash = ${setting("session_hash")})`;

function own(reader: Reader): SQL | undefined {
  return and(eq(sessions.orgId, reader.orgId), eq(sessions.orgMemberId, reader.memberId));
}

/** The condition that a session is live: neither expired nor idle for too long. */
export const isLive = (): SQL =>
  sql`${sessions.expiresAt} > now() and ${sessions.lastSeenAt} > now() - make_interval(secs => ${idleSeconds()})`;

/** The reader's own live sessions, most recently used first. */
export const listSessions = (tx: Tx, reader: Actor | Reader) => listAll<Session>(tx, sessionList(reader));

/** The same list, streamed if it is long. */
export const streamSessions = (tx: Tx, reader: Actor | Reader, again: Again) =>
  streamAll<Session>(tx, again, sessionList(reader));

const sessionList = (reader: Actor | Reader): ListRequest => ({
  from: sessions,
  where: sql`${own(reader)} and ${isLive()}`,
  sort: latestFirst("-last_seen_at", sessions.lastSeenAt, sessions.sessionId),
  item: jsonObject(sessionFields(currentIn(reader))),
  total: null,
});

/** Ends one of the actor's own sessions, from its next request on. Throws session_not_found. */
export async function endSession(tx: Tx, actor: Actor, sessionId: string): Promise<void> {
  const ended = await tx
    .delete(sessions)
    .where(and(own(actor), eq(sessions.sessionId, sessionId)))
    .returning({ id: sessions.sessionId });
  if (ended.length === 0) throw new DomainError("session_not_found");
  audit(tx, "session.ended", { id: sessionId, ofMember: actor.memberId });
}

/** Signs the actor out: ends the session they act with, if it still exists. */
export async function signOut(actor: Actor, provenance = noRequest): Promise<void> {
  const sessionId = currentOf(actor) ?? "";
  const end = (tx: Tx) => endSession(tx, actor, sessionId);
  await withScope(actor, end, originOf(actor, provenance)).catch(nullFor("session_not_found"));
}

/** Ends the actor's sessions, except the one they act with, if any. */
export async function endOtherSessions(tx: Tx, actor: Actor): Promise<void> {
  const ended = await deleteOtherSessions(tx, actor);
  const changes = changesBetween({ sessions: ended }, { sessions: 0 });
  audit(tx, "session.others_ended", { id: actor.memberId }, { changes });
}

/** The same without an audit entry of its own, for a change that ends them too. Returns their number. */
export async function deleteOtherSessions(tx: Tx, actor: Actor): Promise<number> {
  const current = currentOf(actor);
  const others = and(own(actor), current === null ? undefined : ne(sessions.sessionId, current));
  const ended = await tx.delete(sessions).where(others).returning({ id: sessions.sessionId });
  return ended.length;
}
