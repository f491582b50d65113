import { signIn } from "@/app/(auth)/browser-session";
import { returnedForm } from "@/app/(auth)/first-password/remembered";
import type { ProvenAccount } from "@/domain/sessions/schema";
import { type LinkKind, tokenPath } from "@/lib/auth/account-link";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { DomainError } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { isForm, readTextFields } from "@/lib/http/body";
import { problemResponse } from "@/lib/http/problem";
import { requestIdOf } from "@/lib/http/request-id";
import { log } from "@/lib/log";

type Fields = Record<string, string>;
type Done = { url: string; cookies: string[] };

/** The form on the page behind a link that was mailed. */
type LinkForm = {
  kind: LinkKind;
  /** Performs the action; returns where to redirect and the cookies to set. Throws the refusal. */
  act(request: Request, fields: Fields): Promise<Done>;
  /** The input to show again after a refusal. Without it the form is only ever sent as a plain form. */
  kept?(fields: Fields): { first: string; last: string; endsTokens?: boolean };
  /** The log message for a failure that is not a refusal. */
  failure: string;
};

/** Signs in a member who has just chosen a password. Throws sign_in_failed if they were deactivated in the meantime. */
export async function signInAndGoOn(request: Request, account: ProvenAccount): Promise<Done> {
  const cookies = await signIn(request, account);
  if (!cookies) throw new DomainError("sign_in_failed");
  return { url: "/dashboard", cookies: [...cookies, returnedForm.forget()] };
}

const redirect = (location: string) => new Response(null, { status: 303, headers: { Location: location } });

async function backToPage({ kind, kept }: LinkForm, fields: Fields, { code, faults = [] }: DomainError) {
  const answer = redirect(`${tokenPath(kind, (fields.token ?? "").slice(0, 200))}?error=${code}`);
  if (kept) {
    const named = Object.fromEntries(faults.map(({ pointer, detail }) => [pointer.slice(1), detail]));
    answer.headers.append("Set-Cookie", await returnedForm.remember({ ...kept(fields), faults: named }));
  }
  return answer;
}

/**
 * Handles the form on a link's page. JSON gets `{url}` or a problem; a plain form is redirected onwards, or back to the page
 * with the errors.
 */
export function linkForm(form: LinkForm): (request: Request) => Promise<Response> {
  const known = (error: unknown): DomainError => {
    if (error instanceof DomainError) return error;
    log().error({ err: error }, form.failure);
    return new DomainError("internal_error");
  };
  return async (request) => {
    let fields: Fields;
    try {
      assertOwnOrigin(request);
      fields = await readTextFields(request);
    } catch (error) {
      return refuse(known(error).code);
    }
    const asPage = isForm(request) || !form.kept;
    try {
      const { url, cookies } = await form.act(request, fields);
      const answer = asPage ? redirect(url) : Response.json({ url });
      for (const cookie of cookies) answer.headers.append("Set-Cookie", cookie);
      return answer;
    } catch (error) {
      const refusal = known(error);
      return asPage ? backToPage(form, fields, refusal) : problemResponse(refusal, requestIdOf(request));
    }
  };
}
