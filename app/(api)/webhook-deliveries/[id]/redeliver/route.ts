import { redeliver } from "@/domain/webhooks/deliveries";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { WebhookDeliveryParams } from "@/domain/webhooks/schema";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const POST = endpoint(
  {
    id: "redeliverWebhook",
    tag: "Webhooks",
    summary: "Send a delivery again",
    description:
      "With the same `webhook-id`, and with retries as if it were new. It may have been delivered before, or given up.",
    scope: "admin",
    allow: mayManageWebhooks,
    params: WebhookDeliveryParams,
    responses: { 202: null },
    refusals: ["webhook_delivery_not_found", "webhook_endpoint_disabled"],
  },
  async ({ tx, actor, params }) => {
    await redeliver(tx, actor, params.id);
    return new Reply(202, undefined);
  },
);
