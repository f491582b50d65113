import { sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { disabledReasons } from "@/db/schema/webhook-endpoints";
import { webhookEndpoints as endpoints } from "@/db/schema/webhook-endpoints";
import type { Tx } from "@/db/scope";
import { forOrganization } from "@/domain/access/operator";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { queueMails } from "@/domain/mail/queue-mails";
import { timestampOf } from "@/lib/timestamp";
import { hostOf } from "./changes";
import type { EndpointKey } from "./claim";

/** Disables an endpoint that does not work, and tells the org admins. What waits for it is sent once it is enabled again. */
export async function disableEndpoint(
  tx: Tx,
  { orgId, endpointId }: EndpointKey,
  url: string,
  reason: (typeof disabledReasons)[number],
): Promise<void> {
  await tx.execute(sql`
    update ${endpoints} set active = false, disabled_reason = ${reason}
     where ${endpoints.orgId} = ${orgId} and ${endpoints.endpointId} = ${endpointId}`);
  const changes = changesBetween({ active: true, disabled_reason: null }, { active: false, disabled_reason: reason });
  audit(tx, "webhook_endpoint.disabled", { id: endpointId, name: hostOf(url) }, { changes });
  const admins = await tx
    .select({ memberId: members.orgMemberId, to: members.email })
    .from(members)
    .where(sql`${members.orgId} = ${orgId} and ${members.role} = 'admin' and ${members.status} = 'active'`);
  const facts = { host: hostOf(url), reason, at: timestampOf(new Date()) };
  await queueMails(tx, forOrganization(orgId), { kind: "webhook_disabled", facts, mails: admins });
}
