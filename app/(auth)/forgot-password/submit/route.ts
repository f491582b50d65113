import { requestPasswordReset } from "@/domain/account/request-password-reset";
import { ForgottenPasswordFields } from "@/domain/account/schema";
import { provenanceOf } from "@/lib/auth/client";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { DomainError } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { readTextFields } from "@/lib/http/body";
import { log } from "@/lib/log";

async function outcomeOf(request: Request, fields: Record<string, string>): Promise<string> {
  const { data } = ForgottenPasswordFields.safeParse(fields);
  if (!data) return "error=invalid_content"; // not an address, so it reveals nothing
  try {
    await requestPasswordReset(data.email, provenanceOf(request));
    return "asked=1";
  } catch (error) {
    if (!(error instanceof DomainError)) log().error({ err: error }, "a forgotten password was not taken");
    return `error=${error instanceof DomainError ? error.code : "internal_error"}`;
  }
}

/** Accepts the form; the result is the same for every address, and the address stays out of the URL. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertOwnOrigin(request);
    const outcome = await outcomeOf(request, await readTextFields(request));
    return new Response(null, { status: 303, headers: { Location: `/forgot-password?${outcome}` } });
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code);
    throw error;
  }
}
