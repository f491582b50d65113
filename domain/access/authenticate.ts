import { type Entered, type Entry, enter, type Presented, READING } from "@/db/enter";
import type { Tx } from "@/db/scope";
import { sessionSecretOf } from "@/lib/auth/session-cookie";
import { areClientCredentials, isToken, tokenHash } from "@/lib/auth/token";
import { nullFor } from "@/lib/errors";
import { shareOf } from "@/lib/fair-share";
import type { HttpRequest } from "@/lib/http/http-request";
import type { Actor } from "./actor";

export type { Entered };

/** A live session: its member with their current role and memberships, and when it ends at the latest. */
export type LiveSession = { actor: Actor; expiresAt: Date };

const BEARER = /^Bearer +(\S+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i;

// RFC 7617: the client id ends at the first colon. One look-up by the secret's hash, whether or not the client id exists.
function ofClient(encoded: string): Presented | null {
  const [, clientId = "", secret = ""] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  return areClientCredentials(clientId, secret) ? { kind: "client", clientId, hash: tokenHash(secret) } : null;
}

/** The credential in an Authorization header, not yet verified; null if it is malformed. */
export function presentedInHeader(authorization: string): Presented | null {
  const [, token] = BEARER.exec(authorization) ?? [];
  if (token) return isToken(token) ? { kind: "token", hash: tokenHash(token) } : null;
  const [, encoded] = BASIC.exec(authorization) ?? [];
  return encoded ? ofClient(encoded) : null;
}

const ofSecret = (secret: string): Presented => ({ kind: "session", hash: tokenHash(secret) });

/** The session that a `Cookie` header presents, or null; not yet verified. */
export async function presentedSession(cookieHeader: string | null): Promise<Presented | null> {
  const secret = await sessionSecretOf(cookieHeader);
  return secret ? ofSecret(secret) : null;
}

/**
 * The credential that the request presents (contract §4): the Authorization header, else the session cookie; null if absent
 * or malformed. It is verified in the database when the request enters.
 */
export async function presentedBy(request: HttpRequest): Promise<Presented | null> {
  const header = request.headers.get("authorization");
  return header === null ? presentedSession(request.headers.get("cookie")) : presentedInHeader(header);
}

// Browsers whose session is not verified yet share one turn.
const STRANGERS = "strangers";

const readingEntry = (presented: Presented) => ({ presented, share: shareOf(presented.hash, STRANGERS), ...READING });

/** Which OU a page works in: the cookie's, by its ID, or the address's, by its slug. */
export type Selected = Pick<Entry, "selectedUnitId" | "selectedSlug">;

/** Reads something for a page, entering as a request does; `ahead` is read with that (db/enter.ts). Throws unauthorized. */
export const readInSession = <T, A>(
  presented: Presented,
  selected: Selected,
  work: (entered: Entered, read: A) => Promise<T>,
  ahead?: (tx: Tx) => Promise<A>,
) => enter({ ...readingEntry(presented), ...selected }, work, ahead);

async function findPresented(presented: Presented | null): Promise<LiveSession | null> {
  const read = async ({ actor, expiresAt }: Entered) => ({ actor: actor as Actor, expiresAt: expiresAt as Date });
  if (!presented) return null;
  return enter({ ...readingEntry(presented), sparesSuspended: true }, read).catch(nullFor("unauthorized"));
}

/** The live session that a cookie's secret opens, or null. A suspended organization's is found too, so that it can be ended. */
export const findSessionBySecret = (secret: string): Promise<LiveSession | null> => findPresented(ofSecret(secret));

/** The live session of a `Cookie` header, or null. Reads the row each time, so an ended session stops working at once. */
export const findSession = async (cookieHeader: string | null): Promise<LiveSession | null> =>
  findPresented(await presentedSession(cookieHeader));
