import type { Words } from "@/components/forms/conflict";
import type {
  WebhookAttempt,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointContent,
} from "@/domain/webhooks/schema";

/** Labels for an endpoint's fields. */
export const endpointWords: Words<WebhookEndpointContent> = {
  url: "URL",
  description: "Description",
  event_types: { label: "Events", say: (types) => types.join(", ") },
  unit_id: "Org unit",
  active: "Events are sent",
};

/** What an endpoint is called: what it is for, or its host. */
export const endpointName = ({ description, url }: Pick<WebhookEndpoint, "description" | "url">): string =>
  description || new URL(url).host;

/** Why an endpoint was disabled without anybody asking for it. */
export const disabledWords: Record<NonNullable<WebhookEndpoint["disabled_reason"]>, string> = {
  gone: "It answered 410 Gone, so nothing more was sent.",
  failing: "Every delivery had failed for five days, so nothing more was sent.",
};

const errors: Record<string, string> = {
  timeout: "no answer within 10 seconds",
  not_public: "the address is not public",
  name_not_found: "the host name has no address",
  connection_refused: "the connection was refused",
  not_http: "the answer is not HTTP",
  tls_failed: "the certificate or the encryption was not accepted",
  no_answer: "the connection ended without an answer",
  secret_unreadable: "the secret cannot be read; rotate it",
  event_gone: "the audit entry has been pruned",
};

/** What came of an attempt: "200", or why there was no answer; an unknown code is shown as it is. */
export const attemptWords = ({ status, error }: Pick<WebhookAttempt, "status" | "error">): string =>
  status !== null ? String(status) : ((error && errors[error]) ?? error?.replaceAll("_", " ") ?? "no answer");

/** Whether an attempt was answered as it should be. */
export const hasSucceeded = ({ status }: Pick<WebhookAttempt, "status">): boolean =>
  status !== null && status >= 200 && status < 300;

type Status = WebhookDelivery["status"];
export const deliveryStatusNames: Record<Status, string> = {
  pending: "Pending",
  delivered: "Delivered",
  failed: "Given up",
};
export const deliveryStatusTones = { pending: "warn", delivered: "good", failed: "bad" } as const;
