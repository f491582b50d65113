"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import { type WebhookEndpoint, webhookEndpointContent } from "@/domain/webhooks/schema";
import { api } from "@/lib/http/api-client";
import { EndpointForm, type EndpointUnit } from "./endpoint-form";

type Props = { endpoint: WebhookEndpoint; units: EndpointUnit[]; open: boolean; onClose: () => void };

/** Edits an endpoint. */
export function EditEndpointDialog({ endpoint, units, open, onClose }: Props) {
  const router = useRouter();
  return (
    <FormDialog open={open} onClose={onClose} title="Edit the endpoint">
      <EndpointForm
        values={webhookEndpointContent(endpoint)}
        isEdited
        units={units}
        action={["Save", "Saving…"]}
        save={async (input, version) => {
          await api("PUT", `/webhook-endpoints/${endpoint.id}`, input, version);
          toast.success("Saved the endpoint");
          router.refresh();
          onClose();
        }}
      />
    </FormDialog>
  );
}
