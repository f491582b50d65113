"use client";

import { useEndCreated } from "@/components/credentials/use-end-created";
import { ConfirmAction } from "@/components/forms/confirm-action";
import type { MembershipContent } from "@/domain/ou-memberships/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { membershipWords } from "./membership-words";

type Props = {
  unit: { unit_id: string; name: string };
  member: { org_member_id: string; name: string; isSelf: boolean; isOrgAdmin: boolean };
  seen: MembershipContent;
};

function consequence({ unit, member }: Omit<Props, "seen">): string {
  if (member.isOrgAdmin)
    return `The membership ends. As an org admin, ${member.name} still has access to ${unit.name}.`;
  if (member.isSelf) return `This is your own access: you will no longer be able to open ${unit.name}.`;
  return `${member.name} loses access to ${unit.name} and its data on their next request. You can grant it again.`;
}

/** Ends a membership, after a confirmation that names the person and the OU. */
export function RevokeAccess({ unit, member, seen }: Props) {
  const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;
  const created = useEndCreated(path);
  return (
    <ConfirmAction
      kind="quiet"
      trigger="Revoke"
      triggerLabel={`Revoke the access of ${member.name} to ${unit.name}`}
      title={`Revoke the access of ${member.name} to ${unit.name}?`}
      consequence={consequence({ unit, member })}
      choice={created.choice}
      confirm="Revoke access"
      done={`${member.name} no longer has a membership in ${unit.name}`}
      focusAfterId="access"
      leaveTo={member.isSelf && !member.isOrgAdmin ? "/dashboard/org-units" : undefined}
      edited={{ seen, words: membershipWords }}
      act={(version) =>
        api("DELETE", path + created.query, undefined, version).catch(unlessGone("membership_not_found"))
      }
    />
  );
}
