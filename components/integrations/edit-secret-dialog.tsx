"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import type { Secret } from "@/domain/service-accounts/schema";
import { api } from "@/lib/http/api-client";
import { SecretForm } from "./secret-form";

type Props = { secret: Secret; open: boolean; onClose: () => void };

/** Edits a service account. */
export function EditSecretDialog({ secret, open, onClose }: Props) {
  const router = useRouter();
  const { secret_id: id, name, trust_upstream_consent } = secret;
  return (
    <FormDialog open={open} onClose={onClose} title={`Rename ${name}`}>
      <SecretForm
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
