import { linkForm, signInAndGoOn } from "@/app/(auth)/link-form";
import { resetPassword } from "@/domain/account/reset-password";
import { ResetPasswordFields } from "@/domain/account/schema";
import { provenanceOf } from "@/lib/auth/client";
import { validate } from "@/lib/http/validate";

/** Takes the form of a reset link's page: sets the password and signs the browser in. */
export const POST = linkForm({
  kind: "password_reset",
  act: async (request, fields) => {
    const { token, password, end_tokens: endsTokens } = validate(ResetPasswordFields, fields);
    return signInAndGoOn(request, await resetPassword(token, password, endsTokens === "on", provenanceOf(request)));
  },
  kept: ({ end_tokens }) => ({ first: "", last: "", endsTokens: end_tokens === "on" }),
  failure: "a password was not reset",
});
