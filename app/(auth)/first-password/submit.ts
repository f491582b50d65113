import { signIn } from "@/app/(auth)/browser-session";
import { acceptInvitation } from "@/domain/invitations/accept-invitation";
import type { FirstPasswordLink } from "@/domain/invitations/read-invitation";
import { AcceptInvitationFields } from "@/domain/invitations/schema";
import { tokenPath } from "@/lib/auth/account-link";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { DomainError } from "@/lib/errors";
import { newRequestId, refuse } from "@/lib/http/answer";
import { isForm, readTextFields } from "@/lib/http/body";
import { problemResponse } from "@/lib/http/problem";
import { validate } from "@/lib/http/validate";
import { log } from "@/lib/log";
import { forget, remember } from "./remembered";

const LANDING = "/dashboard";

type Fields = Record<string, string>;

async function accept(kind: FirstPasswordLink, request: Request, fields: Fields): Promise<string[]> {
  const { token, first_name, last_name, password } = fields;
  const { token: link, ...input } = validate(AcceptInvitationFields, { token, first_name, last_name, password });
  const cookies = await signIn(request, await acceptInvitation(kind, link, input));
  if (!cookies) throw new DomainError("sign_in_failed"); // deactivated in the meantime
  return cookies;
}

function known(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  log().error({ err: error }, "an invitation was not accepted");
  return new DomainError("internal_error");
}

async function backToPage(kind: FirstPasswordLink, fields: Fields, { code, faults = [] }: DomainError) {
  const { token = "", first_name: first = "", last_name: last = "" } = fields;
  const named = Object.fromEntries(faults.map(({ pointer, detail }) => [pointer.slice(1), detail]));
  const cookie = await remember({ first: first.slice(0, 200), last: last.slice(0, 200), faults: named });
  const headers = { Location: `${tokenPath(kind, token.slice(0, 200))}?error=${code}`, "Set-Cookie": cookie };
  return new Response(null, { status: 303, headers });
}

/**
 * Accepts an invitation and signs the browser in. JSON gets `{url}` or a problem; a plain form redirects to the dashboard,
 * or back to the page with the errors.
 */
export async function submitFirstPassword(kind: FirstPasswordLink, request: Request): Promise<Response> {
  let fields: Fields;
  try {
    assertOwnOrigin(request);
    fields = await readTextFields(request);
  } catch (error) {
    return refuse(known(error).code);
  }
  try {
    const cookies = await accept(kind, request, fields);
    const signedIn = isForm(request)
      ? new Response(null, { status: 303, headers: { Location: LANDING } })
      : Response.json({ url: LANDING });
    for (const cookie of [...cookies, forget()]) signedIn.headers.append("Set-Cookie", cookie);
    return signedIn;
  } catch (error) {
    const refusal = known(error);
    return isForm(request) ? backToPage(kind, fields, refusal) : problemResponse(refusal, newRequestId());
  }
}
