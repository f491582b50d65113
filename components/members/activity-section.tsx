"use client";

import { useEndCreated } from "@/components/credentials/use-end-created";
import { ActButton } from "@/components/forms/act-button";
import { ConfirmAction } from "@/components/forms/confirm-action";
import type { Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";

type Props = {
  member: { org_member_id: string; name: string; isSelf: boolean };
  status: Exclude<Member["status"], "invited">;
  isLastAdmin: boolean;
};

/** The way to end a member's access for a while, and to give it back; for the last admin why there is none. */
export function ActivitySection({ member, status, isLastAdmin }: Props) {
  const { org_member_id: id, name, isSelf } = member;
  const created = useEndCreated(`/members/${id}`);
  if (isLastAdmin) {
    return (
      <p className="max-w-prose text-muted">
        {name} is the only active organization admin, so the account cannot be deactivated: nobody could activate it, or
        anything, again. Make somebody else an admin first.
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      {status === "deactivated" ? (
        <>
          <p className="max-w-prose text-muted">
            {name} has no access. Reactivating gives back what they were granted; old sessions and tokens stay ended.
          </p>
          <ActButton
            done={`${name} was reactivated`}
            focusAfterId="activity"
            act={() => api("POST", `/members/${id}/reactivate`)}
          >
            Reactivate
          </ActButton>
        </>
      ) : (
        <>
          <p className="max-w-prose text-muted">Ends access for as long as you want; what was granted is kept.</p>
          <ConfirmAction
            kind="danger"
            trigger="Deactivate"
            title={`Deactivate ${name}?`}
            consequence={
              <>
                <p>{name} loses all access with the next request. What ends for good:</p>
                <ul className="mt-2 list-disc space-y-1 pl-5">
                  <li>Every session, on every device</li>
                  <li>Every personal access token, and whatever works with it</li>
                </ul>
                <p className="mt-2">Memberships and the org role are kept, and count again after a reactivation.</p>
                {isSelf && <p className="mt-2 font-medium text-text">This is you: you will be signed out.</p>}
              </>
            }
            choice={created.choice}
            confirm={`Deactivate ${name}`}
            done={`${name} was deactivated`}
            focusAfterId="activity"
            leaveTo={isSelf ? "/sign-in" : undefined}
            act={() => api("POST", `/members/${id}/deactivate${created.query}`)}
          />
        </>
      )}
    </div>
  );
}
