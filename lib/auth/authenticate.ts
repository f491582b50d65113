import { findSessionByHash, type LiveSession } from "@/db/sign-in";
import { findActorByTokenHash, findServiceAccount } from "@/db/system";
import { DomainError } from "@/lib/errors";
import type { Actor, ServiceAccount, UnitActor } from "./actor";
import { assertOwnOrigin } from "./origin";
import { sessionSecretOf } from "./session-cookie";
import { areClientCredentials, isToken, tokenHash } from "./token";

export type { LiveSession };

const BEARER = /^Bearer +(\S+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i;
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

async function actorOfToken(token: string): Promise<Actor | null> {
  return isToken(token) ? findActorByTokenHash(tokenHash(token)) : null;
}

// RFC 7617: the client id ends at the first colon. One look-up by the secret's hash, whether the client id is known or not.
async function actorOfClient(encoded: string): Promise<ServiceAccount | null> {
  const [, clientId = "", secret = ""] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  return areClientCredentials(clientId, secret) ? findServiceAccount(clientId, tokenHash(secret)) : null;
}

async function actorOfHeader(authorization: string): Promise<UnitActor | null> {
  const [, token] = BEARER.exec(authorization) ?? [];
  if (token) return actorOfToken(token);
  const [, encoded] = BASIC.exec(authorization) ?? [];
  return encoded ? actorOfClient(encoded) : null;
}

/**
 * The actor of the request's credential (contract §4): of the Authorization header, or without one of the session cookie.
 * The role and memberships are read now, so a change takes effect on the very next request. Throws DomainError
 * `unauthorized` for a credential that is absent, malformed, unknown or expired, and `origin_refused` for a write that
 * rides on a cookie from elsewhere.
 */
export async function authenticate(request: Request): Promise<UnitActor> {
  const header = request.headers.get("authorization");
  const actor = header === null ? await actorOfSession(request) : await actorOfHeader(header);
  if (!actor) throw new DomainError("unauthorized");
  return actor;
}
