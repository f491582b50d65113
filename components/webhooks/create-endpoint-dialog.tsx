"use client";

import { useCreated } from "@/components/account/use-created";
import { FormDialog } from "@/components/forms/form-dialog";
import type { NewWebhookEndpoint } from "@/domain/webhooks/schema";
import { api } from "@/lib/http/api-client";
import { EndpointForm, type EndpointUnit } from "./endpoint-form";
import { NOT_COPIED, SecretShown } from "./secret-shown";

type Props = { units: EndpointUnit[]; open: boolean; onClose: () => void };

const empty = { url: "", description: "", event_types: [], unit_id: null, active: true };

/** Adds an endpoint, then shows its secret once. */
export function CreateEndpointDialog({ units, open, onClose }: Props) {
  const { created, setCreated, close } = useCreated<NewWebhookEndpoint>(onClose);
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={created ? "Added the endpoint" : "Add a webhook endpoint"}
      description={created ? undefined : "Events that happen from now on are sent to it."}
      question={created ? NOT_COPIED : undefined}
    >
      {created ? (
        <SecretShown secret={created.secret} onDone={close} />
      ) : (
        <EndpointForm
          values={empty}
          units={units}
          action={["Add endpoint", "Adding…"]}
          save={async (input) => setCreated(await api<NewWebhookEndpoint>("POST", "/webhook-endpoints", input))}
        />
      )}
    </FormDialog>
  );
}
