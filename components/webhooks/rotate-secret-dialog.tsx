"use client";

import { type FormEvent, useState } from "react";
import { useCreated } from "@/components/account/use-created";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import type { NewWebhookEndpoint } from "@/domain/webhooks/schema";
import { api } from "@/lib/http/api-client";
import { NOT_COPIED, SecretShown } from "./secret-shown";

type Props = { id: string; open: boolean; onClose: () => void };

/** Gives an endpoint a new secret, and shows it once. */
export function RotateSecretDialog({ id, open, onClose }: Props) {
  const { created, setCreated, close } = useCreated<NewWebhookEndpoint>(onClose);
  const [failure, setFailure] = useState<unknown>(null);
  const [isSubmitting, setSubmitting] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitting(true);
    setFailure(null);
    await api<NewWebhookEndpoint>("POST", `/webhook-endpoints/${id}/rotate-secret`)
      .then(setCreated, setFailure)
      .finally(() => setSubmitting(false));
  }

  return (
    <FormDialog
      open={open}
      onClose={close}
      title={created ? "The new secret" : "Rotate the secret?"}
      question={created ? NOT_COPIED : undefined}
    >
      {created ? (
        <SecretShown secret={created.secret} onDone={close} />
      ) : (
        <DialogForm
          form={{ submit, failure, formState: { isDirty: false, isSubmitting } }}
          action={["Rotate secret", "Rotating…"]}
        >
          <p className="text-muted">
            For 24 hours both secrets sign each delivery, so that you can give the receiver the new one without missing
            any. Then the old one stops. If you have rotated within the last day, the oldest of the three stops now.
          </p>
        </DialogForm>
      )}
    </FormDialog>
  );
}
