"use client";

import { ActButton } from "@/components/forms/act-button";
import { ConfirmAction } from "@/components/forms/confirm-action";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { WebhookEndpoint, WebhookEndpointContent } from "@/domain/webhooks/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { versionOf } from "@/lib/version";
import type { EndpointUnit } from "./endpoint-form";
import { WEBHOOKS_PATH } from "./webhook-paths";
import { endpointWords } from "./webhook-words";

const EditEndpointDialog = lazyDialog(() =>
  import("./edit-endpoint-dialog").then((module) => module.EditEndpointDialog),
);
const RotateSecretDialog = lazyDialog(() =>
  import("./rotate-secret-dialog").then((module) => module.RotateSecretDialog),
);

type Props = { endpoint: WebhookEndpoint; seen: WebhookEndpointContent; name: string; units: EndpointUnit[] };

/** What can be done to an endpoint, on its page. */
export function EndpointActions({ endpoint, seen, name, units }: Props) {
  const path = `/webhook-endpoints/${endpoint.id}`;
  const edited = { seen, words: endpointWords };
  return (
    <>
      {endpoint.active && (
        <ActButton done="Sent a test event" act={() => api("POST", `${path}/test`)}>
          Send test event
        </ActButton>
      )}
      <EditEndpointDialog dialog={{ endpoint, units }}>Edit</EditEndpointDialog>
      <RotateSecretDialog dialog={{ id: endpoint.id }}>Rotate secret</RotateSecretDialog>
      {endpoint.active ? (
        <ConfirmAction
          trigger="Disable"
          title={`Disable ${name}?`}
          consequence="Nothing is sent to it, and events that happen meanwhile are not kept for it. Deliveries that are waiting are sent once you enable it again."
          confirm="Disable endpoint"
          done="Disabled the endpoint"
          focusAfterId="content"
          edited={edited}
          act={(version) => api("PUT", path, { active: false }, version)}
        />
      ) : (
        <ActButton
          done="Enabled the endpoint"
          act={() => api("PUT", path, { active: true }, versionOf(seen))}
          focusAfterId="content"
        >
          Enable
        </ActButton>
      )}
      <ConfirmAction
        trigger="Remove"
        kind="danger"
        title={`Remove ${name}?`}
        consequence="Its deliveries are removed too, also those that are waiting, and this cannot be undone. To stop it for a while, disable it."
        confirm="Remove endpoint"
        done={`Removed ${name}`}
        focusAfterId="content"
        edited={edited}
        leaveTo={WEBHOOKS_PATH}
        act={(version) => api("DELETE", path, undefined, version).catch(unlessGone("webhook_endpoint_not_found"))}
      />
    </>
  );
}
