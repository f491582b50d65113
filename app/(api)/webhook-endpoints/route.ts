import { createEndpoint, streamEndpoints } from "@/domain/webhooks/operations";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import {
  CreateWebhookEndpointBody,
  WebhookEndpointList,
  WebhookEndpointWithSecret,
  webhookEndpointContent,
} from "@/domain/webhooks/schema";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "listWebhookEndpoints",
    tag: "Webhooks",
    summary: "List the webhook endpoints of your organization",
    description: "Oldest first, without their secrets.",
    scope: "read",
    allow: mayManageWebhooks,
    responses: { 200: WebhookEndpointList },
  },
  { read: async ({ tx, reader, again }) => (await streamEndpoints(tx, reader, again)).items },
);

export const POST = endpoint(
  {
    id: "createWebhookEndpoint",
    tag: "Webhooks",
    summary: "Add a webhook endpoint",
    description:
      "Events that happen from now on are sent to it, signed as Standard Webhooks says. The URL must be https and name no address of a private network. The secret is returned only this once. An organization has at most 100 endpoints.",
    scope: "admin",
    allow: mayManageWebhooks,
    body: CreateWebhookEndpointBody,
    versioned: { content: webhookEndpointContent },
    fresh: "always",
    responses: { 201: WebhookEndpointWithSecret },
    headers: { Location: "The path of the new endpoint" },
    refusals: ["org_unit_not_found", "too_many_webhook_endpoints"],
  },
  async ({ tx, actor, body }) => {
    const made = await createEndpoint(tx, actor, body);
    return new Reply(201, made.endpoint, { Location: `/webhook-endpoints/${made.endpointId}` });
  },
);
