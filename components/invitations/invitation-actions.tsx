"use client";

import { ActButton } from "@/components/forms/act-button";
import { ConfirmAction } from "@/components/forms/confirm-action";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { api } from "@/lib/http/api-client";
import { CorrectAddress } from "./correct-address";
import { CopyInvitationLink } from "./invitation-link";

type Props = { member: { org_member_id: string; name: string; email: string } };

/** The actions on a member who has not accepted their invitation. */
export function InvitationActions({ member }: Props) {
  const { org_member_id: id, name, email } = member;
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <ActButton done={`Invited ${email} again`} act={() => api("POST", `/members/${id}/invitation`, {})}>
        Send again
      </ActButton>
      <CopyInvitationLink member={member} />
      <CorrectAddress member={member} />
      <ConfirmAction
        kind="danger"
        trigger="Revoke invitation"
        title={`Revoke the invitation of ${name}?`}
        consequence={`${name} (${email}) is removed, and the link they were sent stops working. They can be invited again.`}
        confirm={`Revoke and remove ${name}`}
        done={`${name} was removed`}
        focusAfterId="content"
        leaveTo={MEMBERS_PATH}
        act={() => api("DELETE", `/members/${id}/invitation`)}
      />
      <p className="order-last w-full text-muted text-sm">
        When you send again, earlier links stop working. An address gets at most one invitation a minute.
      </p>
    </div>
  );
}
