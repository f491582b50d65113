"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { toast } from "sonner";
import { RevokeAccess } from "@/components/org-units/revoke-access";
import { Badge } from "@/components/ui/badge";
import { ApiError, api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { RoleMenu } from "./role-menu";
import { roleNames } from "./role-words";

export type OuRole = {
  unit_id: string;
  name: string;
  role: Role;
  /** Whether the one who looks may change it. */
  mayChange: boolean;
};

type Props = {
  member: { org_member_id: string; name: string; isSelf: boolean; isOrgAdmin: boolean };
  ouRoles: OuRole[];
  /** Whether these are all; else those in the units that the one who looks reaches. */
  isComplete: boolean;
};

function nothing(isOrgAdmin: boolean, isComplete: boolean): string {
  if (isOrgAdmin) return "No OU role of their own; an organization admin needs none.";
  return isComplete ? "No OU role." : "No OU role in the units that you reach.";
}

/** A member's OU roles: a change is saved at once, a revocation asks first. */
export function OuRoles({ member, ouRoles, isComplete }: Props) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, showRole] = useOptimistic(ouRoles, (list, changed: OuRole) =>
    list.map((entry) => (entry.unit_id === changed.unit_id ? changed : entry)),
  );

  function change(entry: OuRole, role: Role) {
    startTransition(async () => {
      showRole({ ...entry, role });
      try {
        await api("PUT", `/org-units/${entry.unit_id}/memberships/${member.org_member_id}`, { role });
        toast.success(`${member.name} is now ${role} in ${entry.name}`);
      } catch (error) {
        toast.error(error instanceof ApiError ? error.message : "The role was not changed. Try again.");
      }
      router.refresh();
    });
  }

  if (shown.length === 0) {
    return (
      <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
        {nothing(member.isOrgAdmin, isComplete)}
      </p>
    );
  }
  return (
    <ul className="divide-y divide-line border-line border-y">
      {shown.map((entry) => (
        <li key={entry.unit_id} className="flex min-h-11 flex-wrap items-center gap-2 py-1">
          <Link
            href={`/dashboard/org-units/${entry.unit_id}`}
            prefetch={false}
            className="min-w-24 flex-1 break-words py-0.5 font-medium text-text"
          >
            {entry.name}
          </Link>
          {entry.mayChange ? (
            <>
              <RoleMenu label={`Role in ${entry.name}`} role={entry.role} onChoose={(role) => change(entry, role)} />
              <RevokeAccess unit={entry} member={member} />
            </>
          ) : (
            <Badge>{roleNames[entry.role]}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
