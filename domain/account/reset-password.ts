import { and, eq } from "drizzle-orm";
import { originOf } from "@/db/audit-journal";
import { members } from "@/db/schema/members";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import { sessions } from "@/db/schema/sessions";
import { withScope } from "@/db/scope";
import { revokeLinks } from "@/domain/account-links/issue-link";
import { findLink, useLink } from "@/domain/account-links/use-link";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import type { ProvenAccount } from "@/domain/sessions/schema";
import { proofOf } from "@/domain/sessions/verify-sign-in";
import { tokensOf } from "@/domain/tokens/operations";
import { noRequest } from "@/lib/auth/client";
import { hashNewPassword } from "@/lib/auth/password";
import { DomainError } from "@/lib/errors";
import { queuePasswordChanged } from "./password-changed";
import { readSelf, selfOf } from "./self";

/**
 * Sets the password of the link's member, uses the link up and ends all their sessions and any pending change of address,
 * in one transaction; tokens stay unless `endsTokens` is set (docs/decisions/017). Returns the account, verified for a
 * sign-in. Throws link_not_valid, and invalid_content for a password that is not allowed.
 */
export async function resetPassword(
  token: string,
  password: string,
  endsTokens = false,
  provenance = noRequest,
): Promise<ProvenAccount> {
  const link = await findLink("password_reset", token);
  if (link?.state !== "live") throw new DomainError("link_not_valid");
  const { self } = link;
  const owner = await withScope(self, (tx) => readSelf(tx, self));
  // Hashed before the transaction, so that no connection waits for it.
  const passwordHash = await hashNewPassword({ password, owner, kind: "own", share: self.orgId });
  await withScope(
    self,
    async (tx) => {
      const changed = await tx
        .update(members)
        .set({ passwordHash })
        .where(and(selfOf(self), eq(members.status, "active")))
        .returning({ id: members.orgMemberId });
      if (changed.length === 0) throw new DomainError("link_not_valid"); // deactivated in the meantime
      await useLink(tx, link);
      await tx.delete(sessions).where(and(eq(sessions.orgId, self.orgId), eq(sessions.orgMemberId, self.memberId)));
      const ended = endsTokens
        ? await tx.delete(personalAccessTokens).where(tokensOf(self, self.memberId)).returning()
        : [];
      await revokeLinks(tx, self, self.memberId, "email_confirmation");
      await queuePasswordChanged(tx, self);
      const changes = ended.length > 0 ? changesBetween({ tokens: ended.length }, { tokens: 0 }) : undefined;
      audit(tx, "member.password_reset", { id: self.memberId }, { changes });
    },
    originOf(self, provenance),
  );
  return {
    orgId: self.orgId,
    memberId: self.memberId,
    organization: owner.organization,
    status: "active",
    proof: proofOf(passwordHash),
  };
}
