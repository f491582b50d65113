"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import { contentInTheWay } from "@/components/forms/conflict";
import { FormError } from "@/components/forms/form-error";
import { RoleMenu } from "@/components/members/role-menu";
import { roleNames } from "@/components/members/role-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import type { MembershipContent } from "@/domain/ou-memberships/schema";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { versionOf } from "@/lib/version";

type Props = {
  unit: { unit_id: string; name: string };
  member: { org_member_id: string; name: string };
  /** What the choice says of itself to those who cannot see the row. */
  label: string;
  role: Role;
};

type Conflict = { wanted: Role; seen: Role; current: Role };

/**
 * A membership's role as a choice that is saved at once. A refused change is taken back, and said below until the next;
 * where somebody else has changed the role meanwhile, the choice is asked for again.
 */
export function ChangeRole({ unit, member, label, role }: Props) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(role);
  const [failure, setFailure] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  function change(wanted: Role, seen = shown) {
    const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;
    setFailure(null);
    setConflict(null);
    startTransition(async () => {
      show(wanted);
      try {
        await api("PUT", path, { role: wanted }, versionOf({ role: seen } satisfies MembershipContent));
        toast.success(`${member.name} is now ${wanted} in ${unit.name}`);
      } catch (error) {
        const current = contentInTheWay<MembershipContent>(error)?.role;
        if (current) setConflict({ wanted, seen, current });
        else setFailure(error);
      }
      router.refresh();
    });
  }

  return (
    <div className="space-y-1">
      <RoleMenu label={label} role={shown} onChoose={change} />
      <FormError error={failure} fallback="The role was not changed. Try again." />
      {conflict && (
        <Dialog
          alert
          open
          onClose={() => setConflict(null)}
          title="Somebody else has changed this role"
          description={`${member.name} is ${roleNames[conflict.current]} in ${unit.name} by now; you saw ${roleNames[conflict.seen]} and chose ${roleNames[conflict.wanted]}.`}
        >
          <DialogActions>
            <Button onClick={() => setConflict(null)}>Leave it {roleNames[conflict.current]}</Button>
            <Button kind="primary" onClick={() => change(conflict.wanted, conflict.current)}>
              Make it {roleNames[conflict.wanted]}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}
