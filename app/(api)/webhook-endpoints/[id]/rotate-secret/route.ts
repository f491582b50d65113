import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { rotateSecret } from "@/domain/webhooks/rotate-secret";
import { WebhookEndpointParams, WebhookEndpointWithSecret } from "@/domain/webhooks/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "rotateWebhookSecret",
    tag: "Webhooks",
    summary: "Give a webhook endpoint a new secret",
    description:
      "The new secret is returned only this once. For 24 hours every delivery is signed with both, so that you can switch over.",
    scope: "admin",
    allow: mayManageWebhooks,
    params: WebhookEndpointParams,
    fresh: "always",
    responses: { 200: WebhookEndpointWithSecret },
    refusals: ["webhook_endpoint_not_found"],
  },
  ({ tx, actor, params }) => rotateSecret(tx, actor, params.id),
);
