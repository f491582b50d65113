"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import { api } from "@/lib/http/api-client";

const EMPTY = { email: "", current_password: "" };

/** Changes your own address: asks for the password, then mails a confirmation link to the new address. */
export function EmailForm({ email }: { email: string }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { field, submit, reset, failure, formState } = useApiForm({
    schema: async () => (await import("@/domain/account/schema")).ChangeEmailBody,
    defaultValues: EMPTY,
    fieldOf: { email_taken: "email", mail_budget_exhausted: "email" },
    async save(input) {
      await api("POST", "/me/email", input);
      reset(EMPTY);
      toast.success(`Sent a link to ${input.email}`);
      router.refresh();
      form.current?.querySelector("input")?.focus();
    },
  });
  useUnsavedGuard(formState.isDirty);

  return (
    <form ref={form} onSubmit={submit} noValidate className="max-w-md space-y-4">
      <FormError error={failure} />
      <InputField
        label="New e-mail"
        type="email"
        autoComplete="email"
        hint={
          <>
            You sign in with <span className="break-all">{email}</span> until you confirm the new address with the link
            that we send there.
          </>
        }
        {...field("email")}
      />
      <InputField
        label="Your password"
        type="password"
        autoComplete="current-password"
        {...field("current_password")}
      />
      <Button type="submit">{formState.isSubmitting ? "Sending the link…" : "Send the link"}</Button>
    </form>
  );
}
