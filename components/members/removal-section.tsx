import { listHref } from "@/components/data-table/list-href";
import { Link } from "@/components/ui/link";
import type { MemberContent } from "@/domain/members/schema";
import { DangerRow } from "./danger-zone";
import { MEMBERS_PATH } from "./member-list-state";
import { RemoveMember } from "./remove-member";

type Props = {
  member: { org_member_id: string; name: string; email: string; isSelf: boolean };
  seen: MemberContent;
  unitNames: string[];
  isLastAdmin: boolean;
};

/** Removes a member; for the last admin, explains why that is not possible and what to do first. */
export function RemovalSection({ member, seen, unitNames, isLastAdmin }: Props) {
  if (isLastAdmin) {
    return (
      <DangerRow title="Remove">
        {member.name} is the only org admin, so the account cannot be removed or given another org role: nobody could
        manage the organization any more. Make somebody else an admin first:{" "}
        <Link href={listHref(MEMBERS_PATH, { role: "editor" })} className="underline">
          choose among the editors
        </Link>{" "}
        or{" "}
        <Link href={MEMBERS_PATH} className="underline">
          all members
        </Link>
        , and edit their profile.
      </DangerRow>
    );
  }
  return (
    <DangerRow title="Remove" action={<RemoveMember member={member} seen={seen} unitNames={unitNames} />}>
      Ends the account, its memberships, access tokens and sessions immediately.
    </DangerRow>
  );
}
