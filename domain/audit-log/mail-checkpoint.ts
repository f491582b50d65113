import { sql } from "drizzle-orm";
import { withSealing } from "@/db/audit-sealing";
import { members } from "@/db/schema/members";
import { type Tx, withScope } from "@/db/scope";
import { selfById } from "@/domain/access/operator";
import { queueMail } from "@/domain/mail/queue-mail";
import { refuseSuspended } from "@/domain/organizations/suspension";
import { nullFor } from "@/lib/errors";
import { findNewestCheckpoint } from "./read-proof";

/**
 * Mails the organization's newest checkpoint to each active org admin; one whose address has been sent enough, or whose
 * organization is suspended, goes without.
 */
export async function mailCheckpoint(orgId: string): Promise<void> {
  const checkpoint = await withSealing(orgId, (tx) => findNewestCheckpoint(tx, orgId));
  if (checkpoint === null) return;
  const admins = await withSealing(orgId, (tx) =>
    tx
      .select({ memberId: members.orgMemberId })
      .from(members)
      .where(sql`${members.orgId} = ${orgId} and ${members.role} = 'admin' and ${members.status} = 'active'`),
  );
  for (const { memberId } of admins) {
    const self = selfById(orgId, memberId);
    const mail = { kind: "audit_checkpoint", memberId, facts: { checkpoint } } as const;
    const queue = async (tx: Tx) => {
      await refuseSuspended(tx, self);
      await queueMail(tx, self, mail);
    };
    await withScope(self, queue).catch(nullFor("mail_budget_exhausted")).catch(nullFor("organization_suspended"));
  }
}
