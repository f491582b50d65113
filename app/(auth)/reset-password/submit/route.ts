import { signIn } from "@/app/(auth)/browser-session";
import { forget, remember } from "@/app/(auth)/first-password/remembered";
import { resetPassword } from "@/domain/account/reset-password";
import { ResetPasswordFields } from "@/domain/account/schema";
import { tokenPath } from "@/lib/auth/account-link";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { DomainError } from "@/lib/errors";
import { newRequestId, refuse } from "@/lib/http/answer";
import { isForm, readTextFields } from "@/lib/http/body";
import { problemResponse } from "@/lib/http/problem";
import { validate } from "@/lib/http/validate";
import { log } from "@/lib/log";

const LANDING = "/dashboard";

type Fields = Record<string, string>;

async function reset(request: Request, fields: Fields): Promise<string[]> {
  const { token, password, end_tokens: endsTokens } = validate(ResetPasswordFields, fields);
  const cookies = await signIn(request, await resetPassword(token, password, endsTokens === "on"));
  if (!cookies) throw new DomainError("sign_in_failed"); // deactivated in the meantime
  return cookies;
}

function known(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  log().error({ err: error }, "a password was not reset");
  return new DomainError("internal_error");
}

async function backToPage({ token = "", end_tokens }: Fields, { code, faults = [] }: DomainError): Promise<Response> {
  const named = Object.fromEntries(faults.map(({ pointer, detail }) => [pointer.slice(1), detail]));
  const cookie = await remember({ first: "", last: "", endsTokens: end_tokens === "on", faults: named });
  const location = `${tokenPath("password_reset", token.slice(0, 200))}?error=${code}`;
  return new Response(null, { status: 303, headers: { Location: location, "Set-Cookie": cookie } });
}

/**
 * Sets a new password and signs the browser in. JSON gets `{url}` or a problem; a plain form redirects to the dashboard,
 * or back to the page with the errors.
 */
export async function POST(request: Request): Promise<Response> {
  let fields: Fields;
  try {
    assertOwnOrigin(request);
    fields = await readTextFields(request);
  } catch (error) {
    return refuse(known(error).code);
  }
  try {
    const cookies = await reset(request, fields);
    const signedIn = isForm(request)
      ? new Response(null, { status: 303, headers: { Location: LANDING } })
      : Response.json({ url: LANDING });
    for (const cookie of [...cookies, forget()]) signedIn.headers.append("Set-Cookie", cookie);
    return signedIn;
  } catch (error) {
    const refusal = known(error);
    return isForm(request) ? backToPage(fields, refusal) : problemResponse(refusal, newRequestId());
  }
}
