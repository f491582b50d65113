import { z } from "zod";
import { auditActions } from "@/domain/audit-log/actions";
import { Maker } from "@/domain/members/schema";
import { cursorOrNone } from "@/lib/cursor";
import { idText, pathId, text, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, DEFAULT_LIMIT, listParameters } from "@/lib/list-parameters";
import { type First, shownOnce } from "@/lib/shown-once";

/** Every event that an endpoint can get: the actions of the audit log, and what the log leaves out (contract §12). */
export const eventTypes = [...Object.keys(auditActions), "lead.score_crossed"].sort();

const nouns = new Set(eventTypes.map((type) => type.split(".")[0]));

/** Whether an endpoint can ask for this: a type, all types of a noun such as `member.*`, or `*`. */
export const isEventPattern = (pattern: string): boolean =>
  pattern === "*" || eventTypes.includes(pattern) || (pattern.endsWith(".*") && nouns.has(pattern.slice(0, -2)));

const url = () =>
  text({ min: 1, max: 2000 }).meta({
    description: "Where events are sent to: https, and a public address",
    example: "https://example.com/hooks",
  });
const description = () => text({ max: 200 }).meta({ description: "What the endpoint is for", example: "CRM" });
const patterns = () =>
  z
    .array(z.string().refine(isEventPattern, { error: "must be an event type, one such as member.*, or *" }))
    .min(1, "must name at least one event type")
    .max(100, "must name at most 100 event types")
    .refine((list) => new Set(list).size === list.length, "must not name an event type twice")
    .meta({
      description: "Which events it gets: types, all of a kind such as `member.*`, or `*` for every one",
      example: ["member.*", "lead.created"],
    });
const unit = () =>
  idText().nullable().meta({
    description: "Only events that concern this OU; null for all of the organization",
    example: "unit_abc123",
  });
const active = () => z.boolean().meta({ description: "Whether events are sent to it" });

const time = (what: string) => timestamp().nullable().meta({ description: what });

/** A webhook endpoint, without its secret. */
export const WebhookEndpoint = z
  .object({
    id: z.string().meta({ description: "Unique endpoint identifier", example: "whe_abc123" }),
    url: z.string().meta({ example: "https://example.com/hooks" }),
    description: z.string().meta({ example: "CRM" }),
    event_types: z.array(z.string()).meta({ example: ["member.*"] }),
    unit_id: z.string().nullable().meta({ example: "unit_abc123" }),
    active: active(),
    disabled_reason: z.enum(["gone", "failing"]).nullable().meta({
      description: "Why it was disabled by itself: it answered 410 (`gone`), or failed for five days (`failing`)",
    }),
    failing_since: time("When the failures began, if the last attempt failed"),
    previous_secret_until: time("Until when the secret before the last rotation signs too"),
    created_at: timestamp(),
    created_by: Maker,
  })
  .meta({ id: "WebhookEndpoint" });

/** An endpoint with a new secret. */
export const WebhookEndpointWithSecret = WebhookEndpoint.extend({
  secret: shownOnce({ description: "Signs every delivery; only shown once", example: "whsec_…" }),
}).meta({ id: "WebhookEndpointWithSecret" });

export const WebhookEndpointList = z.array(WebhookEndpoint);

export const CreateWebhookEndpointBody = z
  .strictObject({
    url: url(),
    description: description().optional(),
    event_types: patterns(),
    unit_id: unit().optional(),
    active: active().optional().meta({ description: "true by default" }),
  })
  .meta({ id: "CreateWebhookEndpoint" });

export const UpdateWebhookEndpointBody = z
  .strictObject({
    url: url().optional(),
    description: description().optional(),
    event_types: patterns().optional(),
    unit_id: unit().optional(),
    active: active().optional(),
  })
  .meta({ id: "UpdateWebhookEndpoint", example: { event_types: ["member.*", "lead.created"], active: true } });

const id = (example: string) => z.object({ id: pathId().meta({ example }) });
export const WebhookEndpointParams = id("whe_abc123");
export const WebhookDeliveryParams = id("whd_abc123");

/** The part of an endpoint that PUT replaces, from which the version is computed (contract §10). */
export const webhookEndpointContent = (endpoint: WebhookEndpointContent): WebhookEndpointContent => ({
  url: endpoint.url,
  description: endpoint.description,
  event_types: endpoint.event_types,
  unit_id: endpoint.unit_id,
  active: endpoint.active,
});

const statuses = ["pending", "delivered", "failed"] as const;

const Attempt = z.object({
  at: timestamp(),
  url: z.string(),
  milliseconds: z.int().meta({ description: "How long it took" }),
  status: z.int().nullable().meta({ description: "The status of the answer; null without one", example: 204 }),
  error: z.string().nullable().meta({ description: "Why there was no answer, as a short code", example: "timeout" }),
  answer: z.string().nullable().meta({ description: "The beginning of the answer's body, 1 kB at most" }),
});

/** A delivery of an event to an endpoint. */
export const WebhookDelivery = z
  .object({
    id: z.string().meta({ description: "Unique delivery identifier, sent as `webhook-id`", example: "whd_abc123" }),
    endpoint_id: z.string().meta({ example: "whe_abc123" }),
    type: z.string().meta({ description: "The event's type", example: "member.created" }),
    status: z.enum(statuses).meta({ description: "`failed`: given up; it can be sent again" }),
    created_at: timestamp(),
    next_attempt_at: time("When it is sent next; null if it is not pending"),
    request: z
      .object({ type: z.string(), timestamp: z.string(), data: z.unknown() })
      .meta({ description: "The body. Names of erased persons are null" }),
    attempts: z.array(Attempt).meta({ description: "The latest 20 attempts, oldest first" }),
  })
  .meta({ id: "WebhookDelivery" });

export const WebhookDeliveryList = z.array(WebhookDelivery);

/** The list's only order: by ID, the newest first. */
export const DELIVERY_SORT = "-id";

export const WebhookDeliveryQuery = z.strictObject({
  limit: listParameters.limit.meta({
    description: `The page size; ${DEFAULT_LIMIT} without it. Deliveries always come in pages`,
  }),
  cursor: listParameters.cursor,
  status: z.enum(statuses).optional().meta({ description: "Only deliveries with this status" }),
});

/** The query of a page's address, without what is invalid. */
export function webhookDeliveryQuery(parameters: AddressParameters): WebhookDeliveryQuery {
  const query = addressQuery(WebhookDeliveryQuery.shape, parameters);
  return { ...query, cursor: cursorOrNone(query.cursor, DELIVERY_SORT, ["text"]) };
}

export type WebhookEndpoint = z.output<typeof WebhookEndpoint>;
export type WebhookEndpointContent = Pick<
  WebhookEndpoint,
  "url" | "description" | "event_types" | "unit_id" | "active"
>;
export type NewWebhookEndpoint = First<z.output<typeof WebhookEndpointWithSecret>, "secret">;
export type CreateWebhookEndpointInput = z.output<typeof CreateWebhookEndpointBody>;
export type UpdateWebhookEndpointInput = z.output<typeof UpdateWebhookEndpointBody>;
export type WebhookAttempt = z.output<typeof Attempt>;
export type WebhookDelivery = z.output<typeof WebhookDelivery>;
export type WebhookDeliveryQuery = z.output<typeof WebhookDeliveryQuery>;
