import { confirmEmail } from "@/domain/account/confirm-email";
import { ConfirmEmailFields } from "@/domain/account/schema";
import { tokenPath } from "@/lib/auth/account-link";
import { assertOwnOrigin } from "@/lib/auth/origin";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { refuse } from "@/lib/http/answer";
import { readTextFields } from "@/lib/http/body";
import { log } from "@/lib/log";

/** Confirms the address; returns a refusal's code, or undefined on success. */
async function refusalOf(token: string): Promise<ErrorCode | undefined> {
  try {
    await confirmEmail(token);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    log().error({ err: error }, "an address was not confirmed");
    return "internal_error";
  }
}

/** Accepts the confirmation form; redirects to the result, or back to the page with the reason. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertOwnOrigin(request);
    const { data } = ConfirmEmailFields.safeParse(await readTextFields(request));
    const token = data?.token ?? "";
    const code = await refusalOf(token);
    const back = `${tokenPath("email_confirmation", token)}?error=${code}`;
    return new Response(null, { status: 303, headers: { Location: code ? back : "/confirm-email?done=1" } });
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code);
    throw error;
  }
}
