"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import type { ServiceAccount } from "@/domain/service-accounts/schema";
import { api } from "@/lib/http/api-client";
import { ServiceAccountForm } from "./service-account-form";

type Props = { account: ServiceAccount; open: boolean; onClose: () => void };

/** Edits a service account. */
export function EditServiceAccountDialog({ account, open, onClose }: Props) {
  const router = useRouter();
  const { secret_id: id, name, trust_upstream_consent } = account;
  return (
    <FormDialog open={open} onClose={onClose} title={`Rename ${name}`}>
      <ServiceAccountForm
        values={{ name, trust_upstream_consent }}
        isEdited
        action={["Save", "Saving…"]}
        save={async (input, version) => {
          await api("PUT", `/secrets/${id}`, input, version);
          toast.success(`Saved ${input.name}`);
          router.refresh();
          onClose();
        }}
      />
    </FormDialog>
  );
}
