"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import { type Me, UpdateMemberBody } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";

/** The member's own name. E-mail address and role go along as they are now: a replacement names every field (reference). */
export function ProfileForm({ me }: { me: Pick<Me, "org_member_id" | "first_name" | "last_name" | "email" | "role"> }) {
  const router = useRouter();
  const { org_member_id, first_name, last_name, email, role } = me;
  const { field, submit, reset, failure, formState } = useApiForm({
    schema: UpdateMemberBody,
    defaultValues: { first_name, last_name, email, role },
    async save(input) {
      // Asked for anew, because a link may have confirmed another address since this page was drawn.
      const now = await api<Me>("GET", "/me");
      await api("PUT", `/members/${org_member_id}`, { ...input, email: now.email, role: now.role });
      reset(input);
      toast.success("Saved your name");
      router.refresh();
    },
  });
  useUnsavedGuard(formState.isDirty);

  return (
    <form onSubmit={submit} noValidate className="max-w-md space-y-4">
      <FormError error={failure} />
      <InputField label="First name" autoComplete="given-name" {...field("first_name")} />
      <InputField label="Last name" autoComplete="family-name" {...field("last_name")} />
      <Button type="submit" kind="primary">
        {formState.isSubmitting ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}
