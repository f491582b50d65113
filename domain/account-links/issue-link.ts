import { and, eq, isNull, sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { accountLinks } from "@/db/schema/account-links";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type LinkKind, linkSeconds } from "@/lib/auth/account-link";
import { newId } from "@/lib/ids";

/** The member a link is for, and the address it was made for. */
type Recipient = { kind: LinkKind; memberId: string; email: string };

/** A new link; `expiresAt` is when it stops working, used or not. */
export type IssuedLink = { linkId: string; expiresAt: Date };

/** Makes a link in the current transaction. The member's earlier links of that kind end: only the newest works. */
export async function issueLink(tx: Tx, actor: Actor, recipient: Recipient): Promise<IssuedLink> {
  await revokeLinks(tx, actor, recipient.memberId, recipient.kind);
  return addLink(tx, actor, recipient);
}

/** Makes a link and leaves the earlier ones working. */
export async function addLink(tx: Tx, actor: Actor, { kind, memberId, email }: Recipient): Promise<IssuedLink> {
  const linkId = newId("lnk");
  const [link] = await tx
    .insert(accountLinks)
    .values({
      orgId: actor.orgId,
      linkId,
      orgMemberId: memberId,
      kind,
      email,
      expiresAt: sql`now() + make_interval(secs => ${linkSeconds[kind]})`,
    })
    .returning({ expiresAt: accountLinks.expiresAt });
  if (!link) throw new Error("an inserted link was not returned");
  return { linkId, expiresAt: link.expiresAt };
}

/** Makes links for many members who have none of that kind yet, in one statement; all expire at the same time. */
export async function issueLinks(
  tx: Tx,
  actor: Actor,
  kind: LinkKind,
  recipients: readonly { memberId: string; email: string }[],
): Promise<{ linkIds: string[]; expiresAt: Date }> {
  const links = recipients.map((recipient) => ({ ...recipient, linkId: newId("lnk") }));
  const rows = sql`json_to_recordset(${jsonValue(links)}) as made ("linkId" text, "memberId" text, email text)`;
  const [made] = await tx.execute<{ expires_at: Date }>(
    sql`with links as (
          insert into ${accountLinks} (org_id, link_id, org_member_id, kind, email, expires_at)
          select ${actor.orgId}, made."linkId", made."memberId", ${kind}, made.email, now() + make_interval(secs => ${linkSeconds[kind]})
            from ${rows} returning expires_at)
        select min(expires_at) as expires_at from links`,
  );
  if (!made) throw new Error("an aggregate gave no row");
  return { linkIds: links.map((link) => link.linkId), expiresAt: new Date(made.expires_at) };
}

/** Ends the unused links of a kind of many members, in one statement. */
export async function revokeLinksOf(tx: Tx, actor: Actor, kind: LinkKind, memberIds: readonly string[]): Promise<void> {
  await tx.execute(
    sql`update ${accountLinks} set revoked_at = now()
         where org_id = ${actor.orgId} and org_member_id in (select json_array_elements_text(${jsonValue(memberIds)}))
           and kind = ${kind} and used_at is null and revoked_at is null`,
  );
}

/**
 * Ends the member's unused links of a kind, or all that the actor reaches, in the current transaction. Returns the addresses
 * that they were made for.
 */
export async function revokeLinks(tx: Tx, actor: Actor, memberId: string, kind?: LinkKind): Promise<string[]> {
  const unused = and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt));
  const theirs = and(eq(accountLinks.orgId, actor.orgId), eq(accountLinks.orgMemberId, memberId));
  const revoked = await tx
    .update(accountLinks)
    .set({ revokedAt: sql`now()` })
    .where(and(theirs, kind && eq(accountLinks.kind, kind), unused))
    .returning({ email: accountLinks.email });
  return revoked.map(({ email }) => email);
}
