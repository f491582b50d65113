import type { Change } from "@/db/audit-journal";
import { changesBetween } from "@/domain/audit-log/audit";
import type { WebhookEndpointContent } from "./schema";

/** The host of an endpoint's URL, by which the audit log names it. */
export const hostOf = (url: string): string => new URL(url).host;

// Paths and queries of such URLs are often secret, and the log holds none (contract §8).
const withoutPath = (url: unknown) => (typeof url === "string" ? `${new URL(url).origin}/…` : url);

/** What has changed of an endpoint, for the audit log: of its URL only where it leads. */
export const endpointChanges = (before: Partial<WebhookEndpointContent>, after: WebhookEndpointContent): Change[] =>
  changesBetween(before, after).map((change) =>
    change.field === "url"
      ? { ...change, before: withoutPath(change.before), after: withoutPath(change.after) }
      : change,
  );
