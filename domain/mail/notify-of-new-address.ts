import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { queueMail } from "./queue-mail";

type NewAddress = { memberId: string; before: string; after: string };

/** Queues the mail about a changed address, to the old one and to the new: who has lost the account learns of it. */
export async function notifyOfNewAddress(tx: Tx, actor: Actor, { memberId, before, after }: NewAddress): Promise<void> {
  const facts = { old_email: before, new_email: after, at: new Date().toISOString() };
  for (const to of [before, after]) await queueMail(tx, actor, { kind: "email_changed", memberId, to, facts });
}
