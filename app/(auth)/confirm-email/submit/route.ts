import { linkForm } from "@/app/(auth)/link-form";
import { confirmEmail } from "@/domain/account/confirm-email";
import { ConfirmEmailFields } from "@/domain/account/schema";
import { provenanceOf } from "@/lib/auth/client";

/** Accepts the confirmation form; redirects to the result, or back to the page with the reason. */
export const POST = linkForm({
  kind: "email_confirmation",
  act: async (request, fields) => {
    await confirmEmail(ConfirmEmailFields.safeParse(fields).data?.token ?? "", provenanceOf(request));
    return { url: "/confirm-email?done=1", cookies: [] };
  },
  failure: "an address was not confirmed",
});
