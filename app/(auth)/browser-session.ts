import { findSession, findSessionBySecret } from "@/domain/access/authenticate";
import { activeUnitCookie, noActiveUnitCookie } from "@/domain/access/unit-selection";
import { firstActiveUnit } from "@/domain/sessions/active-unit";
import { type BegunSession, beginSession } from "@/domain/sessions/begin-session";
import { signOut } from "@/domain/sessions/operations";
import type { ProvenAccount } from "@/domain/sessions/schema";
import type { SignInSource } from "@/domain/sessions/verify-sign-in";
import { provenanceOf } from "@/lib/auth/client";
import { deviceCookie, deviceSecretOf } from "@/lib/auth/device-cookie";
import { callNextAuth, csrfPair, type Sessions } from "@/lib/auth/next-auth";
import { appUrl } from "@/lib/env";

/** next-auth's session interface on top of our session rows, for a request; the caller provides `begin`. */
export function storedSessions(request: Request, begin: Sessions["begin"]): Sessions {
  return {
    begin,
    find: async (secret) => {
      const session = await findSessionBySecret(secret);
      return session && { memberId: session.actor.memberId, expiresAt: session.expiresAt };
    },
    end: async (secret) => {
      const session = await findSessionBySecret(secret);
      if (session) await signOut(session.actor, provenanceOf(request));
    },
  };
}

/**
 * The cookies of a new session: the OU last used, else the default, else the first accessible one (contract §5), and the
 * device cookie that recognizes this browser.
 */
export async function firstCookies({ actor, deviceSecret }: BegunSession): Promise<string[]> {
  const unitId = await firstActiveUnit(actor);
  return [unitId === null ? noActiveUnitCookie() : activeUnitCookie(unitId), deviceCookie(deviceSecret)];
}

/** The request and the device that a sign-in comes from. */
export const sourceOf = (request: Request): SignInSource => ({
  ...provenanceOf(request),
  deviceSecret: deviceSecretOf(request.headers.get("cookie")),
});

/** Begins a session and ends the browser's previous one. Null if the account has changed since it was proven. */
export async function replaceSession(request: Request, account: ProvenAccount): Promise<BegunSession | null> {
  const before = await findSession(request.headers.get("cookie"));
  const begun = await beginSession(account, sourceOf(request));
  if (begun && before) await signOut(before.actor, provenanceOf(request));
  return begun;
}

/** Signs the browser in and returns next-auth's cookies for the session. Null if the account has changed meanwhile. */
export async function signIn(request: Request, account: ProvenAccount): Promise<string[] | null> {
  const begun = await replaceSession(request, account);
  if (!begun) return null;
  const { csrfToken, cookies } = csrfPair(); // the request's origin is already checked
  const call = { action: ["callback", "credentials"], method: "POST", query: {}, body: { csrfToken }, cookies };
  const answer = await callNextAuth(
    call,
    storedSessions(request, async () => begun.secret),
    appUrl(),
  );
  return [...answer.headers.getSetCookie(), ...(await firstCookies(begun))];
}
