import { EndsBadge } from "@/components/access-changes/ends-badge";
import { ChangeRole } from "@/components/org-units/change-role";
import { ExtendAccess } from "@/components/org-units/extend-access";
import { RevokeAccess } from "@/components/org-units/revoke-access";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { membershipContent } from "@/domain/ou-memberships/schema";
import type { Role } from "@/lib/roles";
import { roleNames } from "./role-words";

export type OuRole = {
  unit_id: string;
  name: string;
  role: Role;
  /** When it ends by itself, if it does. */
  expires_at: string | null;
  /** Whether the viewer may change it. */
  mayChange: boolean;
};

type Props = {
  member: { org_member_id: string; name: string; isSelf: boolean; isOrgAdmin: boolean };
  ouRoles: OuRole[];
  /** Whether the list is complete, rather than limited to the viewer's own OUs. */
  isComplete: boolean;
};

function nothing(isOrgAdmin: boolean, isComplete: boolean): string {
  if (isOrgAdmin) return "No OU roles; an org admin needs none.";
  return isComplete ? "No OU roles." : "No OU roles in the org units that you can access.";
}

/** A member's OU roles: changes are saved immediately, revoking asks first. */
export function OuRoles({ member, ouRoles, isComplete }: Props) {
  if (ouRoles.length === 0) {
    return (
      <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
        {nothing(member.isOrgAdmin, isComplete)}
      </p>
    );
  }
  return (
    <ul className="divide-y divide-line border-line border-y">
      {ouRoles.map((entry) => (
        <li key={entry.unit_id} className="flex min-h-11 flex-wrap items-center justify-end gap-2 py-1">
          <Link
            href={`/dashboard/org-units/${entry.unit_id}`}
            className="min-w-24 flex-1 wrap-anywhere py-0.5 font-medium text-text"
          >
            {entry.name}
          </Link>
          <EndsBadge at={entry.expires_at} />
          {entry.mayChange ? (
            <>
              <ChangeRole
                unit={entry}
                member={member}
                label={`Role in ${entry.name}`}
                seen={membershipContent(entry)}
              />
              {entry.expires_at && (
                <ExtendAccess unit={entry} member={member} seen={{ role: entry.role, expires_at: entry.expires_at }} />
              )}
              <RevokeAccess unit={entry} member={member} seen={membershipContent(entry)} />
            </>
          ) : (
            <Badge>{roleNames[entry.role]}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
