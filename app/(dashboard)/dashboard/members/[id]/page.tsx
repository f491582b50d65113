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
import { DANGER_ID, DangerRow, DangerZone } from "@/components/members/danger-zone";
import { EditMember } from "@/components/members/edit-member";
import { EraseMember } from "@/components/members/erase-member";
import { GrantUnits } from "@/components/members/grant-units";
import { MemberAccess } from "@/components/members/member-access";
import { MemberFacts } from "@/components/members/member-facts";
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
  const granted = access.filter(({ membership }) => membership);
  const managed = new Set(units.flatMap(({ unit_id: id }) => (mayGrantAccess(actor, { id }) ? [id] : [])));
  const held = new Set(granted.map((unit) => unit.unit_id));
  const grantable = units.filter(({ unit_id: id }) => managed.has(id) && !held.has(id));
  const mayEnd = mayDeactivateMember(actor) || mayRemoveMember(actor);
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
      <div className="gap-x-12 gap-y-8 max-lg:space-y-8 lg:grid lg:grid-cols-[16rem_minmax(0,1fr)]">
        <MemberFacts member={member} />
        <div className="*:first:mt-0">
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
            title="Org units"
            actions={grantable.length > 0 && <GrantUnits member={subject} units={grantable} />}
          >
            <MemberAccess member={member} access={access} isComplete={isComplete} person={subject} managed={managed} />
          </PageSection>
          {entries && <AuditSection entries={entries} state={{ search: member.org_member_id }} />}
          {credentials && (
            <PageSection id="credentials" title="Credentials" actions={<EndAllCredentials member={subject} />}>
              <CredentialList
                memberId={member.org_member_id}
                credentials={credentials}
                unitNames={Object.fromEntries(units.map((unit) => [unit.unit_id, unit.name]))}
              />
            </PageSection>
          )}
          {mayEnd && status !== "invited" && (
            <DangerZone>
              {mayDeactivateMember(actor) && (
                <ActivitySection member={subject} status={status} isLastAdmin={isLastAdmin} />
              )}
              {mayRemoveMember(actor) && (
                <RemovalSection
                  member={subject}
                  seen={memberContent(member)}
                  unitNames={granted.map((unit) => unit.name)}
                  isLastAdmin={isLastAdmin}
                />
              )}
              {mayEraseMember(actor) && status === "deactivated" && (
                <DangerRow title="Erase" action={<EraseMember member={subject} focusAfterId={DANGER_ID} />}>
                  Takes the name, addresses and devices out of every entry of the audit log. If you also want to remove
                  the account, do that first: anything that happens to it later is recorded with the name again. You can
                  then erase the name from the entry of the removal.
                </DangerRow>
              )}
            </DangerZone>
          )}
        </div>
      </div>
    </>
  );
}
