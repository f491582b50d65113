import { deleteEndpoint, readEndpoint, updateEndpoint } from "@/domain/webhooks/operations";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { UpdateWebhookEndpointBody, WebhookEndpoint, WebhookEndpointParams } from "@/domain/webhooks/schema";
import { webhookEndpointVersion } from "@/domain/webhooks/version";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getWebhookEndpoint",
    tag: "Webhooks",
    summary: "Read a webhook endpoint",
    scope: "read",
    allow: mayManageWebhooks,
    params: WebhookEndpointParams,
    versioned: webhookEndpointVersion,
    responses: { 200: WebhookEndpoint },
    refusals: ["webhook_endpoint_not_found"],
  },
  { read: ({ tx, reader, params }) => readEndpoint(tx, reader, params.id) },
);

export const PUT = endpoint(
  {
    id: "updateWebhookEndpoint",
    tag: "Webhooks",
    summary: "Change a webhook endpoint, or switch it on or off",
    description:
      "Changes the fields you send; the others stay. While an endpoint is off, no events are queued for it; those that were waiting are sent when it is on again.",
    scope: "admin",
    allow: mayManageWebhooks,
    params: WebhookEndpointParams,
    body: UpdateWebhookEndpointBody,
    versioned: webhookEndpointVersion,
    fresh: "sometimes",
    responses: { 200: WebhookEndpoint },
    refusals: ["webhook_endpoint_not_found", "org_unit_not_found"],
  },
  ({ tx, actor, params, body, assertFresh }) => updateEndpoint(tx, actor, params.id, body, assertFresh),
);

export const DELETE = endpoint(
  {
    id: "deleteWebhookEndpoint",
    tag: "Webhooks",
    summary: "Remove a webhook endpoint with its deliveries",
    scope: "admin",
    allow: mayManageWebhooks,
    params: WebhookEndpointParams,
    versioned: webhookEndpointVersion,
    responses: { 204: null },
    refusals: ["webhook_endpoint_not_found"],
  },
  ({ tx, actor, params }) => deleteEndpoint(tx, actor, params.id),
);
