import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { AuditSection } from "@/components/audit-log/audit-section";
import { CredentialList } from "@/components/credentials/credential-list";
import { EndAllCredentials } from "@/components/credentials/end-credential";
import { InvitationActions } from "@/components/invitations/invitation-actions";
import { InvitationTimeline } from "@/components/invitations/invitation-timeline";
import { Inviter } from "@/components/invitations/inviter";
import { ActivitySection } from "@/components/members/activity-section";
import { EditMember } from "@/components/members/edit-member";
import { EffectiveAccess } from "@/components/members/effective-access";
import { EraseMember } from "@/components/members/erase-member";
import { GrantUnits } from "@/components/members/grant-units";
import { MemberFacts } from "@/components/members/member-facts";
import { OuRoles } from "@/components/members/ou-roles";
import { RemovalSection } from "@/components/members/removal-section";
import { StatusBadge } from "@/components/members/status-badge";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { PageSection } from "@/components/ui/page-section";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { scopedReader } from "@/domain/access/reader";
import { readRecentEntries } from "@/domain/audit-log/list-entries";
import { mayEraseMember, readsAuditLogOfOthers } from "@/domain/audit-log/policy";
import { readCredentials } from "@/domain/credentials/operations";
import { mayManageCredentials } from "@/domain/credentials/policy";
import { mayManageInvitations, mayReadTimeline } from "@/domain/invitations/policy";
import { readPendingInvitation } from "@/domain/invitations/read-pending-invitation";
import { readTimeline } from "@/domain/invitations/read-timeline";
import { hasAdminBeside } from "@/domain/members/last-admin";
import { mayChangeEmailOrRole, mayDeactivateMember, mayRemoveMember, mayUpdateMember } from "@/domain/members/policy";
import { readMemberAccess } from "@/domain/members/read-member-access";
import { MemberParams, memberContent } from "@/domain/members/schema";
import { listOrgUnits } from "@/domain/org-units/list-org-units";
import { mayGrantAccess } from "@/domain/ou-memberships/policy";
import { nullFor } from "@/lib/errors";

type Props = { params: Promise<{ id: string }> };

const readAll = cache((rawId: string) => {
  const { id } = MemberParams.parse({ id: rawId });
  const ahead = (tx: ReadTx) =>
    Promise.all([
      readMemberAccess(tx, scopedReader, id),
      listOrgUnits(tx, scopedReader),
      readTimeline(tx, scopedReader, id),
      hasAdminBeside(tx, scopedReader, id),
      readPendingInvitation(tx, scopedReader, id).catch(nullFor("not_invited")),
      readCredentials(tx, scopedReader, id),
    ]).catch(nullFor("member_not_found"));
  return readPage(async ({ tx, actor, ahead: read }) => {
    const [found, units, timeline, hasOtherAdmin, invitation, credentials] = read ?? notFound();
    const { role, status } = found.member;
    const seesEntries = readsAuditLogOfOthers(actor) || actor.memberId === id;
    return {
      actor,
      ...found,
      isLastAdmin: role === "admin" && status === "active" && !hasOtherAdmin,
      units: units.parse(),
      events: mayReadTimeline(actor) ? timeline.parse() : null,
      credentials: mayManageCredentials(actor) && status !== "invited" ? credentials.parse() : null,
      invitation: mayManageInvitations(actor) && invitation ? invitation.parse() : null,
      entries: seesEntries ? await readRecentEntries(tx, actor, { memberId: id }) : null,
    };
  }, ahead);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { member } = await readAll((await params).id);
  return { title: `${member.first_name} ${member.last_name}` };
}

export default async function MemberPage({ params }: Props) {
  const found = await readAll((await params).id);
  const { actor, member, access, isComplete, isLastAdmin, units, events, credentials, invitation, entries } = found;
  const isSelf = member.org_member_id === actor.memberId;
  const isOrgAdmin = member.role === "admin";
  const { status } = member;
  const name = `${member.first_name} ${member.last_name}`;
  const subject = { org_member_id: member.org_member_id, name, email: member.email, isSelf, isOrgAdmin };
  const ouRoles = access.flatMap(({ unit_id, name: unitName, membership }) =>
    membership
      ? [
          {
            unit_id,
            name: unitName,
            role: membership.role,
            expires_at: membership.expires_at,
            mayChange: mayGrantAccess(actor, { id: unit_id }),
          },
        ]
      : [],
  );
  const held = new Set(ouRoles.map((entry) => entry.unit_id));
  const grantable = units.filter(({ unit_id: id }) => !held.has(id) && mayGrantAccess(actor, { id }));
  return (
    <>
      <PageHeader
        title={
          <>
            {name} {isSelf && <Badge>You</Badge>} <StatusBadge status={status} />
          </>
        }
        actions={
          mayUpdateMember(actor, { id: member.org_member_id }) && (
            <EditMember member={member} mayChangeAll={mayChangeEmailOrRole(actor)} isLastAdmin={isLastAdmin} />
          )
        }
      />
      <MemberFacts member={member} />
      {events && (status === "invited" || events.length > 0) && (
        <PageSection id="invitation" title="Invitation">
          {invitation && <Inviter invitation={invitation} />}
          <InvitationTimeline events={events} email={member.email} />
          <RefreshWhile isPending={events.at(-1)?.event === "queued"} />
          {status === "invited" && mayManageInvitations(actor) && <InvitationActions member={subject} />}
        </PageSection>
      )}
      <PageSection
        id="access"
        title="OU roles"
        actions={grantable.length > 0 && <GrantUnits member={subject} units={grantable} />}
      >
        <OuRoles member={subject} ouRoles={ouRoles} isComplete={isComplete} />
      </PageSection>
      <PageSection id="effective" title="Effective access">
        <EffectiveAccess member={member} access={access} isComplete={isComplete} />
      </PageSection>
      {credentials && (
        <PageSection id="credentials" title="Credentials" actions={<EndAllCredentials member={subject} />}>
          <CredentialList
            memberId={member.org_member_id}
            credentials={credentials}
            unitNames={Object.fromEntries(units.map((unit) => [unit.unit_id, unit.name]))}
          />
        </PageSection>
      )}
      {entries && <AuditSection entries={entries} state={{ search: member.org_member_id }} />}
      {mayDeactivateMember(actor) && status !== "invited" && (
        <PageSection id="activity" title="Access to the account">
          <ActivitySection member={subject} status={status} isLastAdmin={isLastAdmin} />
        </PageSection>
      )}
      {mayRemoveMember(actor) && status !== "invited" && (
        <PageSection id="removal" title="Removal">
          <RemovalSection
            member={subject}
            seen={memberContent(member)}
            unitNames={ouRoles.map((entry) => entry.name)}
            isLastAdmin={isLastAdmin}
          />
        </PageSection>
      )}
      {mayEraseMember(actor) && status === "deactivated" && (
        <PageSection id="erasure" title="Erasure">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 max-w-prose text-muted">
              Takes the name, addresses and devices out of every entry of the audit log. If you also want to remove the
              account, do that first: anything that happens to it later is recorded with the name again. You can then
              erase the name from the entry of the removal.
            </p>
            <EraseMember member={subject} focusAfterId="erasure" />
          </div>
        </PageSection>
      )}
    </>
  );
}
