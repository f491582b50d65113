import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { revokeLinks } from "@/domain/account-links/issue-link";
import { queueMail } from "@/domain/mail/queue-mail";

/** Follows every change of one's own password: queues the mail about it and ends links that would reset it. */
export async function queuePasswordChanged(tx: Tx, self: Actor): Promise<void> {
  await revokeLinks(tx, self, self.memberId, "password_reset");
  const facts = { at: new Date().toISOString() };
  await queueMail(tx, self, { kind: "password_changed", memberId: self.memberId, facts });
}
