"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Conflict } from "@/components/forms/conflict";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import {
  type Organization,
  type OrganizationContent,
  organizationContent,
  UpdateOrganizationBody,
} from "@/domain/organizations/schema";
import { api } from "@/lib/http/api-client";

/** Renames the organization. */
export function OrganizationForm({ seen }: { seen: OrganizationContent }) {
  const router = useRouter();
  const { field, submit, failure, conflict, formState } = useApiForm({
    schema: UpdateOrganizationBody,
    defaultValues: seen,
    edited: { seen, valuesOf: (content: OrganizationContent) => content, words: { name: "Name" } },
    async save(input, version) {
      const saved = await api<Organization>("PUT", "/organization", input, version);
      toast.success("Saved the name");
      router.refresh();
      return organizationContent(saved);
    },
  });
  useUnsavedGuard(formState.isDirty);

  return (
    <form onSubmit={submit} noValidate className="max-w-md space-y-4">
      <FormError error={failure} />
      {conflict && <Conflict {...conflict} />}
      <InputField
        label="Name"
        autoComplete="organization"
        hint="Up to 100 characters. IDs and links stay the same."
        defaultValue={seen.name}
        {...field("name")}
      />
      <Button type="submit" kind="primary">
        {formState.isSubmitting ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}
