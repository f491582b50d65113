"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { RoleMenu } from "@/components/members/role-menu";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";

type Props = {
  unit: { unit_id: string; name: string };
  member: { org_member_id: string; name: string };
  /** What the choice says of itself to those who cannot see the row. */
  label: string;
  role: Role;
};

/** A membership's role as a choice that is saved at once. A refused change is taken back, and said below until the next. */
export function ChangeRole({ unit, member, label, role }: Props) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(role);
  const [failure, setFailure] = useState<unknown>(null);

  function change(wanted: Role) {
    setFailure(null);
    startTransition(async () => {
      show(wanted);
      try {
        await api("PUT", `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`, { role: wanted });
        toast.success(`${member.name} is now ${wanted} in ${unit.name}`);
      } catch (error) {
        setFailure(error);
      }
      router.refresh();
    });
  }

  return (
    <div className="space-y-1">
      <RoleMenu label={label} role={shown} onChoose={change} />
      <FormError error={failure} fallback="The role was not changed. Try again." />
    </div>
  );
}
