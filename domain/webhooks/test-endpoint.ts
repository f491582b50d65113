import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { DomainError } from "@/lib/errors";
import { hostOf } from "./changes";
import { lockEndpoint } from "./operations";

/** Sends a test event: that this was done. Throws webhook_endpoint_not_found, webhook_endpoint_disabled. */
export async function testEndpoint(tx: Tx, actor: Actor, endpointId: string): Promise<void> {
  const { url, active } = (await lockEndpoint(tx, actor, endpointId)).parse();
  if (!active) throw new DomainError("webhook_endpoint_disabled");
  audit(tx, "webhook_endpoint.tested", { id: endpointId, name: hostOf(url) });
}
