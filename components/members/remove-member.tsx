"use client";

import { useEndCreated } from "@/components/credentials/use-end-created";
import { ConfirmAction } from "@/components/forms/confirm-action";
import type { MemberContent } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";
import { MEMBERS_PATH } from "./member-list-state";
import { memberWords } from "./member-words";

type Props = {
  member: { org_member_id: string; name: string; email: string; isSelf: boolean };
  seen: MemberContent;
  /** The OUs in which a membership ends. */
  unitNames: string[];
};

const NAMED = 3;

function memberships(names: string[]): string {
  if (names.length === 0) return "No memberships: there are none";
  const more = names.length - NAMED;
  const list = `${names.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${numberText(more)} more` : ""}`;
  return names.length === 1 ? `The membership in ${list}` : `The ${numberText(names.length)} memberships: ${list}`;
}

/** Removes a member, after a confirmation that says what ends. */
export function RemoveMember({ member: { org_member_id: id, name, email, isSelf }, seen, unitNames }: Props) {
  const created = useEndCreated(`/members/${id}`);
  return (
    <ConfirmAction
      kind="danger"
      trigger="Remove member"
      title={`Remove ${name}?`}
      consequence={
        <>
          <p>
            {name} ({email}) loses all access on their next request, and this cannot be undone. This ends:
          </p>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            <li>{memberships(unitNames)}</li>
            <li>Every personal access token, and whatever works with it</li>
            <li>Every session, on every device</li>
          </ul>
          {isSelf && <p className="mt-2 font-medium text-text">This is you: you will be signed out.</p>}
        </>
      }
      choice={created.choice}
      confirm={`Remove ${name}`}
      done={`${name} was removed`}
      focusAfterId="content"
      leaveTo={isSelf ? "/sign-in" : MEMBERS_PATH}
      edited={{ seen, words: memberWords }}
      act={(version) => api("DELETE", `/members/${id}${created.query}`, undefined, version)}
    />
  );
}
