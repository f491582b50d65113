import { findSessionByHash, type LiveSession } from "@/db/sign-in";
import { findActorByTokenHash } from "@/db/system";
import { DomainError } from "@/lib/errors";
import type { Actor, UnitActor } from "./actor";
import { assertOwnOrigin } from "./origin";
import { sessionSecretOf } from "./session-cookie";
import { isToken, tokenHash } from "./token";

export type { LiveSession };

const BEARER = /^Bearer +(\S+) *$/i;
const READING = /^(GET|HEAD)$/;

/** The live session that a cookie's secret opens, or null. */
export const findSessionBySecret = (secret: string): Promise<LiveSession | null> =>
  findSessionByHash(tokenHash(secret));

/** The live session of a `Cookie` header, or null. The row is read each time, so an ended session is over at once. */
export async function findSession(cookieHeader: string | null): Promise<LiveSession | null> {
  const secret = await sessionSecretOf(cookieHeader);
  return secret ? findSessionBySecret(secret) : null;
}

async function actorOfSession(request: Request): Promise<Actor | undefined> {
  const session = await findSession(request.headers.get("cookie"));
  if (session && !READING.test(request.method)) assertOwnOrigin(request); // a browser sends cookies for anyone's page
  return session?.actor;
}

/**
 * The actor of the request's credential (contract §4): of the Authorization header, or without one of the session cookie.
 * The role and memberships are read now, so a change takes effect on the very next request. Throws DomainError
 * `unauthorized` for a credential that is absent, malformed, unknown or expired, and `origin_refused` for a write that
 * rides on a cookie from elsewhere.
 */
export async function authenticate(request: Request): Promise<UnitActor> {
  const header = request.headers.get("authorization");
  const token = BEARER.exec(header ?? "")?.[1];
  const byToken = () => (token && isToken(token) ? findActorByTokenHash(tokenHash(token)) : null);
  const actor = header === null ? await actorOfSession(request) : await byToken();
  if (!actor) throw new DomainError("unauthorized");
  return actor;
}
