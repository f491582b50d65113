import { firstCookies, replaceSession, sourceOf, storedSessions } from "@/app/(auth)/browser-session";
import type { BegunSession } from "@/domain/sessions/begin-session";
import { SignInCredentials } from "@/domain/sessions/schema";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { callNextAuth, SignInRefused } from "@/lib/auth/next-auth";
import { isFromElsewhere, ownOrigin } from "@/lib/auth/origin";
import { appUrl } from "@/lib/env";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { readTextFields } from "@/lib/http/body";
import { readCookies } from "@/lib/http/cookies";

type Context = { params: Promise<{ nextauth: string[] }> };

// next-auth's `_log` lets anyone write to our log, and we don't use the other actions.
const KNOWN: Record<string, RegExp> = {
  GET: /^(csrf|session|providers|signin|signout|error)$/,
  POST: /^(callback|signin|signout|session)$/,
};

const REFUSALS: Partial<Record<ErrorCode, SignInRefused["code"]>> = {
  too_many_attempts: "TooManyAttempts",
  organization_suspended: "OrganizationSuspended",
};

function asRefusal(error: unknown): never {
  const code = error instanceof DomainError ? REFUSALS[error.code] : undefined;
  throw code ? new SignInRefused(code) : error;
}

async function begin(request: Request, fields: Record<string, string>): Promise<BegunSession | null> {
  const { data } = SignInCredentials.safeParse(fields);
  if (!data) return null;
  let accounts = await verifySignIn(data.email, data.password, sourceOf(request)).catch(asRefusal);
  // An initial password leads to a page that this protocol cannot show: here it is wrong, and not used up.
  accounts = accounts?.filter(({ status }) => status === "active") ?? null;
  if (data.org_id) accounts = accounts?.filter(({ orgId }) => orgId === data.org_id) ?? null;
  const [account, ...others] = accounts ?? [];
  if (others.length > 0) throw new SignInRefused("OrganizationRequired");
  return account ? replaceSession(request, account).catch(asRefusal) : null;
}

async function handle(request: Request, { params }: Context): Promise<Response> {
  const action = (await params).nextauth;
  if (!KNOWN[request.method]?.test(action[0] ?? "")) return refuse("not_found");
  // In addition to next-auth's own token, we check the origin if the browser sends one.
  const isForeign = request.headers.has("origin") && !ownOrigin(request);
  if (request.method === "POST" && (isForeign || isFromElsewhere(request))) return refuse("origin_refused");
  let body: Record<string, string>;
  try {
    body = request.method === "POST" ? await readTextFields(request) : {};
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code);
    throw error;
  }
  let begun: BegunSession | null = null;
  const sessions = storedSessions(request, async (fields) => {
    begun = await begin(request, fields);
    return begun?.secret ?? null;
  });
  let failure: ErrorCode | undefined; // next-auth would swallow it and report that the session has ended
  const note = (error: unknown) => {
    failure = error instanceof DomainError ? error.code : "internal_error";
    return null;
  };
  const find: typeof sessions.find = (secret) => sessions.find(secret).catch(note);
  const end: typeof sessions.end = async (secret) => void (await sessions.end(secret).catch(note));
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const cookies = readCookies(request.headers.get("cookie"));
  const call = { action, method: request.method, query, body, cookies };
  const answer = await callNextAuth(call, { ...sessions, find, end }, ownOrigin(request) ?? appUrl());
  if (failure) return refuse(failure);
  for (const cookie of begun ? await firstCookies(begun) : []) answer.headers.append("Set-Cookie", cookie);
  return answer;
}

export { handle as GET, handle as POST };
