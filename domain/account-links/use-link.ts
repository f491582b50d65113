import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { accountLinks } from "@/db/schema/account-links";
import { type Tx, withScope } from "@/db/scope";
import { findPresentedLink, type PresentedLink } from "@/db/sign-in";
import { refuseSuspended } from "@/domain/organizations/suspension";
import { type LinkKind, linkIdOf } from "@/lib/auth/account-link";
import { DomainError } from "@/lib/errors";

/** A link whose token was presented: whose it is and whether it still works. */
export type OpenedLink = PresentedLink & { linkId: string };

/**
 * Returns the link that a token opens, or null if this installation did not make it or its member has been removed. Throws
 * organization_suspended for a link that would work otherwise.
 */
export async function findLink(kind: LinkKind, token: string): Promise<OpenedLink | null> {
  const linkId = linkIdOf(kind, token);
  const link = linkId && (await findPresentedLink(linkId));
  if (!link || link.kind !== kind) return null;
  if (link.state === "live") await withScope(link.self, (tx) => refuseSuspended(tx, link.self));
  return { ...link, linkId };
}

/** For `catch`, on a link's page: gives the state of a link that has to wait for its organization. */
export function ifSuspended(error: unknown): { state: "suspended" } {
  if (error instanceof DomainError && error.code === "organization_suspended") return { state: "suspended" };
  throw error;
}

/** The same for the link's page, and notes the first opening. Opening does not use the link up: mail scanners open links too. */
export async function openLink(kind: LinkKind, token: string): Promise<OpenedLink | null> {
  const link = await findLink(kind, token);
  if (link?.state === "live") {
    const { self, linkId } = link;
    const unopened = and(isLink(link), isNull(accountLinks.openedAt));
    await withScope(self, (tx) => tx.update(accountLinks).set({ openedAt: sql`now()` }).where(unopened));
    return { ...link, linkId };
  }
  return link;
}

/**
 * Uses a link up, in the transaction of what it lets happen, in its member's own scope (`link.self`). Of any number of
 * uses at once one succeeds. Throws link_not_valid for all others, and organization_suspended.
 */
export async function useLink(tx: Tx, link: OpenedLink): Promise<void> {
  await refuseSuspended(tx, link.self);
  const live = and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt), gt(accountLinks.expiresAt, sql`now()`));
  const used = await tx
    .update(accountLinks)
    .set({ usedAt: sql`now()`, openedAt: sql`coalesce(${accountLinks.openedAt}, now())` })
    .where(and(isLink(link), live))
    .returning({ id: accountLinks.linkId });
  if (used.length === 0) throw new DomainError("link_not_valid");
}

const isLink = ({ self, linkId }: OpenedLink) =>
  and(eq(accountLinks.orgId, self.orgId), eq(accountLinks.linkId, linkId));
