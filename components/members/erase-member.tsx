"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { api } from "@/lib/http/api-client";

type Props = { member: { org_member_id: string; name: string }; focusAfterId: string };

/** Erases a former member from the audit log, after a confirmation that says what goes and what stays. */
export function EraseMember({ member: { org_member_id: id, name }, focusAfterId }: Props) {
  return (
    <ConfirmAction
      kind="danger"
      trigger="Erase from the audit log"
      triggerLabel={`Erase ${name} from the audit log`}
      title={`Erase ${name} from the audit log?`}
      consequence={
        <>
          <p>This cannot be undone. From every entry it deletes:</p>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            <li>Their names and e-mail addresses, as they were at any time</li>
            <li>The network addresses and devices they worked from</li>
          </ul>
          <p className="mt-2">
            The entries stay and name “an erased person”, and the log can still be verified. One entry says that you
            have done this, without the name.
          </p>
        </>
      }
      confirm="Erase permanently"
      done="The audit log no longer names this person"
      focusAfterId={focusAfterId}
      act={() => api("POST", `/members/${id}/erase`)}
    />
  );
}
