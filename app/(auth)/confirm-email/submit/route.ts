import { linkForm } from "@/app/(auth)/link-form";
import { confirmEmail } from "@/domain/account/confirm-email";
import { ConfirmEmailFields } from "@/domain/account/schema";

/** Accepts the confirmation form; redirects to the result, or back to the page with the reason. */
export const POST = linkForm({
  kind: "email_confirmation",
  act: async (_request, fields) => {
    await confirmEmail(ConfirmEmailFields.safeParse(fields).data?.token ?? "");
    return { url: "/confirm-email?done=1", cookies: [] };
  },
  failure: "an address was not confirmed",
});
