import { and, eq, type SQL, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { organizations } from "@/db/schema/organizations";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { findLink, ifSuspended, type OpenedLink, openLink } from "@/domain/account-links/use-link";
import { type LinkKind, linkIdOf } from "@/lib/auth/account-link";

/** The kinds of links that lead to choosing a first password. */
export type FirstPasswordLink = Extract<LinkKind, "invitation" | "initial_password">;

/** The invited member and their organization. */
export type Invitee = { first: string; last: string; email: string; organization: string };

/**
 * Why a link does not work: `unknown` is not from this installation, `replaced` has a newer one, `waiting` was sent by
 * somebody who may no longer invite, and works once another admin has confirmed it; one of a `suspended` organization works
 * once an operator resumes that.
 */
export type DeadLink = { state: "unknown" | "withdrawn" | "replaced" | "expired" | "used" | "waiting" | "suspended" };

/** The invitation that a token opens. */
export type FoundInvitation = { state: "live"; link: OpenedLink; invitee: Invitee } | DeadLink;

/** Returns the invitation that a token opens, or why it does not work. Changes nothing. */
export async function findInvitation(kind: FirstPasswordLink, token: string): Promise<FoundInvitation> {
  return stateOf(kind, token, await findLink(kind, token));
}

/** The same for the link's page, and notes the first opening. */
export async function openInvitation(kind: FirstPasswordLink, token: string): Promise<FoundInvitation> {
  const link = await openLink(kind, token).catch(ifSuspended);
  return link?.state === "suspended" ? link : stateOf(kind, token, link);
}

async function stateOf(kind: FirstPasswordLink, token: string, link: OpenedLink | null): Promise<FoundInvitation> {
  // A genuine link without a row was deleted with its member.
  if (!link) return { state: linkIdOf(kind, token) === null ? "unknown" : "withdrawn" };
  const member = await findInvitee(link.self);
  if (!member || member.status === "deactivated") return { state: "withdrawn" };
  if (member.status === "active") return { state: "used" };
  const { first, last, email, organization } = member;
  if (link.state === "live" && !member.isBacked) return { state: "waiting" };
  if (link.state === "live") return { state: "live", link, invitee: { first, last, email, organization } };
  return { state: link.state === "revoked" ? "replaced" : link.state };
}

/** The condition that whoever invited the member may still invite, which takes an active org admin. */
export const isBacked = (): SQL<boolean> =>
  sql<boolean>`exists (select from members inviter where inviter.org_id = ${members.orgId}
    and inviter.org_member_id = ${members.invitedBy} and inviter.role = 'admin' and inviter.status = 'active')`;

async function findInvitee(self: Actor) {
  const [member] = await withScope(self, (tx) =>
    tx
      .select({
        first: members.firstName,
        last: members.lastName,
        email: members.email,
        organization: organizations.name,
        status: members.status,
        isBacked: isBacked(),
      })
      .from(members)
      .innerJoin(organizations, eq(organizations.orgId, members.orgId))
      .where(and(eq(members.orgId, self.orgId), eq(members.orgMemberId, self.memberId))),
  );
  return member;
}
