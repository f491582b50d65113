import { findActorByTokenHash } from "@/db/system";
import { DomainError } from "@/lib/errors";
import type { Actor } from "./actor";
import { isToken, tokenHash } from "./token";

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * The actor of the request's credential (contract §4). The role and memberships are read now, so a change takes effect on
 * the very next request. Throws DomainError `unauthorized` for a credential that is absent, malformed, unknown or expired.
 */
export async function authenticate(request: Request): Promise<Actor> {
  const token = BEARER.exec(request.headers.get("authorization") ?? "")?.[1];
  const actor = token && isToken(token) ? await findActorByTokenHash(tokenHash(token)) : null;
  if (!actor) throw new DomainError("unauthorized");
  return actor;
}
