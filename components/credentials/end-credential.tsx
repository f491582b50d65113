"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { api, unlessGone } from "@/lib/http/api-client";

type Member = { org_member_id: string; name: string; isSelf: boolean };

const FOCUS_AFTER = "credentials";

type OneProps = {
  memberId: string;
  id: string;
  /** What to call it, such as `the session of Chrome on Linux`, and the consequence of ending it. */
  what: string;
  consequence: string;
};

/** Ends one session, token or service account of a member. */
export function EndCredential({ memberId, id, what, consequence }: OneProps) {
  return (
    <ConfirmAction
      trigger="End"
      triggerLabel={`End ${what}`}
      title={`End ${what}?`}
      consequence={consequence}
      confirm="End it"
      done={`Ended ${what}`}
      focusAfterId={FOCUS_AFTER}
      act={() => api("DELETE", `/members/${memberId}/credentials/${id}`).catch(unlessGone("credential_not_found"))}
    />
  );
}

/** Ends all credentials of a member. */
export function EndAllCredentials({ member: { org_member_id: id, name, isSelf } }: { member: Member }) {
  return (
    <ConfirmAction
      kind="danger"
      trigger="End all"
      triggerLabel={`End all credentials of ${name}`}
      title={`End all credentials of ${name}?`}
      consequence={
        <>
          <p>Every session, access token and service account below is refused from its next request on.</p>
          <p className="mt-2">
            The account stays: {isSelf ? "you can" : `${name} can`} sign in again with the password.
          </p>
        </>
      }
      confirm="End all"
      done={`Ended all credentials of ${name}`}
      focusAfterId={FOCUS_AFTER}
      leaveTo={isSelf ? "/sign-in" : undefined}
      act={() => api("DELETE", `/members/${id}/credentials`)}
    />
  );
}
