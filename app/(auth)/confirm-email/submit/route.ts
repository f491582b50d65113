import { linkForm } from "@/app/(auth)/link-form";
import { confirmEmail } from "@/domain/account/confirm-email";
import { ConfirmEmailFields } from "@/domain/account/schema";

/** Takes the form of a confirmation's page; leads to what came of it, or back to the page, which says why not. */
export const POST = linkForm({
  kind: "email_confirmation",
  act: async (_request, fields) => {
    await confirmEmail(ConfirmEmailFields.safeParse(fields).data?.token ?? "");
    return { url: "/confirm-email?done=1", cookies: [] };
  },
  failure: "an address was not confirmed",
});
