import { storedSessions } from "@/app/(auth)/browser-session";
import { findSession } from "@/domain/access/authenticate";
import { noActiveUnitCookie } from "@/domain/access/unit-selection";
import { signOut } from "@/domain/sessions/operations";
import { provenanceOf } from "@/lib/auth/client";
import { callNextAuth, csrfPair } from "@/lib/auth/next-auth";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { appUrl } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { readCookies } from "@/lib/http/cookies";

/** Signs out: deletes the session's row, so that copied cookies are worthless, and redirects to the sign-in page. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertOwnOrigin(request);
    const session = await findSession(request.headers.get("cookie"));
    if (session) await signOut(session.actor, provenanceOf(request)); // here, because next-auth swallows failures
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code);
    throw error;
  }
  const pair = csrfPair();
  const cookies = { ...readCookies(request.headers.get("cookie")), ...pair.cookies };
  const body = { csrfToken: pair.csrfToken };
  const sessions = storedSessions(request, async () => null);
  const answer = await callNextAuth(
    { action: ["signout"], method: "POST", query: {}, body, cookies },
    sessions,
    appUrl(),
  );
  answer.headers.append("Set-Cookie", noActiveUnitCookie());
  return new Response(null, { status: 303, headers: answer.headers });
}
