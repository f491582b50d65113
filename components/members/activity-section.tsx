"use client";

import { useEndCreated } from "@/components/credentials/use-end-created";
import { ActButton } from "@/components/forms/act-button";
import { ConfirmAction } from "@/components/forms/confirm-action";
import type { Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";
import { DANGER_ID, DangerRow } from "./danger-zone";

type Props = {
  member: { org_member_id: string; name: string; isSelf: boolean };
  status: Exclude<Member["status"], "invited">;
  isLastAdmin: boolean;
};

/** Deactivates or reactivates a member; explains why the last admin can't be deactivated. */
export function ActivitySection({ member, status, isLastAdmin }: Props) {
  const { org_member_id: id, name, isSelf } = member;
  const created = useEndCreated(`/members/${id}`);
  if (isLastAdmin) {
    return (
      <DangerRow title="Deactivate">
        {name} is the only active org admin, so the account cannot be deactivated: nobody could reactivate it. Make
        somebody else an admin first.
      </DangerRow>
    );
  }
  if (status === "deactivated") {
    const reactivate = (
      <ActButton
        done={`${name} was reactivated`}
        focusAfterId={DANGER_ID}
        act={() => api("POST", `/members/${id}/reactivate`)}
      >
        Reactivate
      </ActButton>
    );
    return (
      <DangerRow title="Reactivate" action={reactivate}>
        {name} has no access. Reactivating restores what they were granted; old sessions and tokens stay ended.
      </DangerRow>
    );
  }
  const deactivate = (
    <ConfirmAction
      kind="danger"
      trigger="Deactivate"
      title={`Deactivate ${name}?`}
      consequence={
        <>
          <p>{name} loses all access on their next request. This ends permanently:</p>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            <li>Every session, on every device</li>
            <li>Every personal access token, and anything that uses it</li>
          </ul>
          <p className="mt-2">Memberships and the org role are kept, and apply again after reactivation.</p>
          {isSelf && <p className="mt-2 font-medium text-text">This is you: you will be signed out.</p>}
        </>
      }
      choice={created.choice}
      confirm={`Deactivate ${name}`}
      done={`${name} was deactivated`}
      focusAfterId={DANGER_ID}
      leaveTo={isSelf ? "/sign-in" : undefined}
      act={() => api("POST", `/members/${id}/deactivate${created.query}`)}
    />
  );
  return (
    <DangerRow title="Deactivate" action={deactivate}>
      Suspends access until you reactivate the account; what was granted is kept.
    </DangerRow>
  );
}
