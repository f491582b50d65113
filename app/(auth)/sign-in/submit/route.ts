import { signIn, sourceOf } from "@/app/(auth)/browser-session";
import { FITTING_ACCOUNTS, signInCookie } from "@/app/(auth)/sign-in/remembered";
import { redeemInitialPassword } from "@/domain/invitations/redeem-initial-password";
import { type ProvenAccount, SignInCredentials } from "@/domain/sessions/schema";
import { verifySignIn } from "@/domain/sessions/verify-sign-in";
import { provenanceOf } from "@/lib/auth/client";
import { assertOwnOrigin, ownPath } from "@/lib/auth/origin";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { isForm, readTextFields } from "@/lib/http/body";
import { requestIdOf } from "@/lib/http/request-id";
import { log } from "@/lib/log";

/** The result of a sign-in step. */
type Step =
  | { kind: "signed in"; cookies: string[] }
  | { kind: "choose password"; path: string }
  | { kind: "choose"; email: string; accounts: ProvenAccount[] }
  | { kind: "refused"; code: ErrorCode; email: string };

async function provenAccounts(request: Request, fields: Record<string, string>): Promise<ProvenAccount[]> {
  if (fields.password === undefined) {
    const remembered = await signInCookie.recall(request.headers.get("cookie"));
    return remembered?.accounts.filter(({ orgId }) => orgId === fields.org_id) ?? [];
  }
  const { data } = SignInCredentials.safeParse(fields);
  return (data && (await verifySignIn(data.email, data.password, sourceOf(request)))) ?? [];
}

async function takeStep(request: Request, fields: Record<string, string>): Promise<Step> {
  const email = fields.email?.slice(0, 254) ?? "";
  try {
    const [account, ...others] = await provenAccounts(request, fields);
    if (account && others.length > 0) return { kind: "choose", email, accounts: [account, ...others] };
    if (account?.status === "invited") {
      const path = await redeemInitialPassword(account, provenanceOf(request));
      return path ? { kind: "choose password", path } : { kind: "refused", code: "sign_in_failed", email };
    }
    const cookies = account && (await signIn(request, account));
    return cookies ? { kind: "signed in", cookies } : { kind: "refused", code: "sign_in_failed", email };
  } catch (error) {
    if (error instanceof DomainError) return { kind: "refused", code: error.code, email };
    log().error({ err: error }, "a sign-in failed");
    return { kind: "refused", code: "internal_error", email };
  }
}

async function cookiesOf(step: Step): Promise<string[]> {
  if (step.kind === "signed in") return [...step.cookies, signInCookie.forget()];
  if (step.kind === "choose password") return [signInCookie.forget()];
  const accounts = step.kind === "choose" ? step.accounts.slice(0, FITTING_ACCOUNTS) : [];
  return [await signInCookie.remember({ email: step.email, accounts })];
}

function page(_request: Request, step: Step, callbackUrl: string): Response {
  if (step.kind === "choose password") return new Response(null, { status: 303, headers: { Location: step.path } });
  const query = new URLSearchParams({ callbackUrl, ...(step.kind === "refused" ? { error: step.code } : {}) });
  const location = step.kind === "signed in" ? callbackUrl : `/sign-in?${query}`;
  return new Response(null, { status: 303, headers: { Location: location } });
}

function json(request: Request, step: Step, callbackUrl: string): Response {
  if (step.kind === "refused") return refuse(step.code, {}, requestIdOf(request));
  if (step.kind === "signed in") return Response.json({ url: callbackUrl });
  if (step.kind === "choose password") return Response.json({ url: step.path });
  const organizations = step.accounts.map(({ orgId, organization }) => ({ org_id: orgId, name: organization }));
  return Response.json({ organizations });
}

/**
 * One step of signing in: e-mail and password, then the organization if they match several. An initial password opens no
 * session but leads, once, to choosing a password. JSON gets `{url}`, `{organizations}` or a problem; a plain form redirects.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    assertOwnOrigin(request);
    const fields = await readTextFields(request);
    const callbackUrl = ownPath(fields.callbackUrl);
    const step = await takeStep(request, fields);
    const answer = (isForm(request) ? page : json)(request, step, callbackUrl);
    for (const cookie of await cookiesOf(step)) answer.headers.append("Set-Cookie", cookie);
    return answer;
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code);
    throw error;
  }
}
