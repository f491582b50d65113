"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ApiError, api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { type GrantableUnit, GrantUnit } from "./grant-unit";
import { RoleMenu } from "./role-menu";
import { roleNames } from "./role-words";

export type OuRole = {
  unit_id: string;
  unit_name: string;
  role: Role;
  /** Whether the one who looks may change it. */
  mayChange: boolean;
};

type Props = {
  member: { id: string; name: string; isOrgAdmin: boolean };
  ouRoles: OuRole[];
  /** The OUs that the one who looks may still grant. */
  grantable: GrantableUnit[];
};

const membershipPath = (unitId: string, memberId: string) => `/org-units/${unitId}/memberships/${memberId}`;

/** A member's OU roles: add, change and revoke, each saved at once. */
export function OuRoles({ member, ouRoles, grantable }: Props) {
  const router = useRouter();
  const [revoking, setRevoking] = useState<OuRole | null>(null);
  const [, startTransition] = useTransition();
  const [shown, showRole] = useOptimistic(ouRoles, (list, changed: OuRole) =>
    list.map((entry) => (entry.unit_id === changed.unit_id ? changed : entry)),
  );

  function change(entry: OuRole, role: Role) {
    startTransition(async () => {
      showRole({ ...entry, role });
      try {
        await api("PUT", membershipPath(entry.unit_id, member.id), { role });
        toast.success(`${member.name} is now ${roleNames[role].toLowerCase()} in ${entry.unit_name}`);
        router.refresh();
      } catch (error) {
        toast.error(error instanceof ApiError ? error.message : "The role could not be changed. Try again.");
      }
    });
  }

  return (
    <>
      {shown.length > 0 ? (
        <ul className="divide-y divide-line border-line border-y">
          {shown.map((entry) => (
            <li key={entry.unit_id} className="flex min-h-11 items-center gap-2 py-1">
              <Link href={`/dashboard/org-units/${entry.unit_id}`} className="min-w-0 flex-1 truncate py-0.5 text-text">
                {entry.unit_name}
              </Link>
              {entry.mayChange ? (
                <>
                  <RoleMenu
                    label={`Role in ${entry.unit_name}`}
                    role={entry.role}
                    onChoose={(role) => change(entry, role)}
                  />
                  <Button
                    kind="quiet"
                    className="px-2"
                    aria-label={`Revoke access to ${entry.unit_name}`}
                    onClick={() => setRevoking(entry)}
                  >
                    <X aria-hidden size={15} />
                  </Button>
                </>
              ) : (
                <Badge>{roleNames[entry.role]}</Badge>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
          {member.isOrgAdmin ? "No unit is granted by itself; none needs to be." : "No unit is granted."}
        </p>
      )}
      {grantable.length > 0 && <GrantUnit member={member} units={grantable} />}
      <RevokeDialog member={member} entry={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

function RevokeDialog({
  member,
  entry,
  onClose,
}: {
  member: Props["member"];
  entry: OuRole | null;
  onClose: () => void;
}) {
  const router = useRouter();
  const [failure, setFailure] = useState<unknown>(null);

  function close() {
    setFailure(null);
    onClose();
  }

  async function revoke({ unit_id, unit_name }: OuRole) {
    try {
      await api("DELETE", membershipPath(unit_id, member.id));
      toast.success(`${member.name} no longer has a role in ${unit_name}`);
      close();
      router.refresh();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Dialog
      alert
      open={entry !== null}
      onClose={close}
      title={`Revoke access to ${entry?.unit_name ?? ""}?`}
      description={
        member.isOrgAdmin
          ? `${member.name} stays an organization admin and so still administers the unit.`
          : `${member.name} will no longer reach anything in this unit, from the next request on.`
      }
    >
      <FormError error={failure} />
      <DialogActions>
        <Button onClick={close}>Cancel</Button>
        <Button kind="danger" onClick={() => entry && revoke(entry)}>
          Revoke access
        </Button>
      </DialogActions>
    </Dialog>
  );
}
