"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Conflict } from "@/components/forms/conflict";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { memberWords } from "@/components/members/member-words";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import type { MemberContent } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";

/** Edits your own name. E-mail and role are sent unchanged, because PUT replaces every field (contract §3). */
export function ProfileForm({ memberId, seen }: { memberId: string; seen: MemberContent }) {
  const router = useRouter();
  const { field, submit, failure, conflict, formState } = useApiForm({
    schema: async () => (await import("@/domain/members/schema")).UpdateMemberBody,
    defaultValues: seen,
    edited: { seen, valuesOf: (content) => content, words: memberWords },
    async save(input, version) {
      await api("PUT", `/members/${memberId}`, input, version);
      toast.success("Saved your name");
      router.refresh();
      return { ...seen, ...input };
    },
  });
  useUnsavedGuard(formState.isDirty);

  return (
    <form onSubmit={submit} noValidate className="max-w-md space-y-4">
      <FormError error={failure} />
      {conflict && <Conflict {...conflict} />}
      <InputField label="First name" autoComplete="given-name" {...field("first_name")} />
      <InputField label="Last name" autoComplete="family-name" {...field("last_name")} />
      <Button type="submit" kind="primary">
        {formState.isSubmitting ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}
