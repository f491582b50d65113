import { originOf } from "@/db/audit-journal";
import { refusing } from "@/db/errors";
import { members } from "@/db/schema/members";
import { type Tx, withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { revokeLinks } from "@/domain/account-links/issue-link";
import { findLink, useLink } from "@/domain/account-links/use-link";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { notifyOfNewAddress } from "@/domain/mail/notify-of-new-address";
import { noRequest } from "@/lib/auth/client";
import { DomainError } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";
import { selfOf } from "./self";

/**
 * Gives a member the address that the confirmation link was mailed to, uses the link up, ends links mailed to the old
 * address and notifies both addresses, in one transaction. Sessions stay. Throws link_not_valid, and email_taken if somebody
 * else has taken the address in the meantime; the link keeps working in that case.
 */
export async function confirmEmail(token: string, provenance = noRequest): Promise<void> {
  const link = await findLink("email_confirmation", token);
  if (link?.state !== "live") throw new DomainError("link_not_valid");
  const { self, email } = link;
  await withScope(
    self,
    async (tx) => {
      const before = await lockSelf(tx, self);
      if (before?.status !== "active") throw new DomainError("link_not_valid");
      await tx
        .update(members)
        .set({ email, emailKey: addressKey(email) })
        .where(selfOf(self))
        .catch(refusing({ members_email_taken: "email_taken" }));
      await useLink(tx, link);
      await revokeLinks(tx, self, self.memberId, "password_reset");
      await notifyOfNewAddress(tx, self, { memberId: self.memberId, before: before.email, after: email });
      audit(tx, "member.email_changed", { id: self.memberId }, { changes: changesBetween(before, { email }) });
    },
    originOf(self, provenance),
  );
}

async function lockSelf(tx: Tx, self: Actor) {
  const columns = { email: members.email, status: members.status };
  const [member] = await tx.select(columns).from(members).where(selfOf(self)).for("no key update");
  return member;
}
