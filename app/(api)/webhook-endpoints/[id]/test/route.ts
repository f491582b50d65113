import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { WebhookEndpointParams } from "@/domain/webhooks/schema";
import { testEndpoint } from "@/domain/webhooks/test-endpoint";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const POST = endpoint(
  {
    id: "testWebhookEndpoint",
    tag: "Webhooks",
    summary: "Send a test event to a webhook endpoint",
    description: "It gets `webhook_endpoint.tested`, whatever its event types. The result is in its deliveries.",
    scope: "admin",
    allow: mayManageWebhooks,
    params: WebhookEndpointParams,
    responses: { 202: null },
    refusals: ["webhook_endpoint_not_found", "webhook_endpoint_disabled"],
  },
  async ({ tx, actor, params }) => {
    await testEndpoint(tx, actor, params.id);
    return new Reply(202, undefined);
  },
);
