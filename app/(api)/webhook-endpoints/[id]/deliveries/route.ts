import { pageDeliveries } from "@/domain/webhooks/deliveries";
import { mayManageWebhooks } from "@/domain/webhooks/policy";
import { WebhookDeliveryList, WebhookDeliveryQuery, WebhookEndpointParams } from "@/domain/webhooks/schema";
import { endpoint } from "@/lib/http/endpoint";
import { pagedHeader, pageReply } from "@/lib/http/page";

export const GET = endpoint(
  {
    id: "listWebhookDeliveries",
    tag: "Webhooks",
    summary: "List the deliveries to a webhook endpoint",
    description:
      "What was sent, what the endpoint answered, and when it is tried again; newest first, one page at a time. Deliveries are kept for 30 days.",
    scope: "read",
    allow: mayManageWebhooks,
    params: WebhookEndpointParams,
    query: WebhookDeliveryQuery,
    responses: { 200: WebhookDeliveryList },
    headers: pagedHeader,
    refusals: ["webhook_endpoint_not_found"],
  },
  {
    read: async ({ tx, reader, params, query }) => {
      const page = await pageDeliveries(tx, reader, params.id, query);
      return pageReply(`/webhook-endpoints/${params.id}/deliveries`, query, page);
    },
  },
);
