import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { nullFor } from "@/lib/errors";
import { lockEndpoint } from "./operations";
import { webhookEndpointContent } from "./schema";

/** How versions of a webhook endpoint are compared. */
export const webhookEndpointVersion = {
  content: webhookEndpointContent,
  lock: (tx: Tx, { actor }: { actor: Actor }, { id }: { id: string }) =>
    lockEndpoint(tx, actor, id).catch(nullFor("webhook_endpoint_not_found")),
};
