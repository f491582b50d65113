"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { toast } from "sonner";
import { useEndCreated } from "@/components/credentials/use-end-created";
import { RoleMenu } from "@/components/members/role-menu";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import type { Made } from "@/domain/credentials/schema";
import { ApiError, api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";

type Props = {
  unit: { unit_id: string; name: string };
  member: { org_member_id: string; name: string };
  /** What the choice says of itself to those who cannot see the row. */
  label: string;
  role: Role;
};

/**
 * A membership's role as a choice that is saved at once; an admin's who has made service accounts there is asked about
 * first. A refused change is taken back and said.
 */
export function ChangeRole({ unit, member, label, role }: Props) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(role);
  const [lowered, askAbout] = useState<Role | null>(null);
  const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;
  const created = useEndCreated(`${path}/created`);

  function change(wanted: Role, query = "") {
    askAbout(null);
    startTransition(async () => {
      show(wanted);
      try {
        await api("PUT", path + query, { role: wanted });
        toast.success(`${member.name} is now ${wanted} in ${unit.name}`);
      } catch (error) {
        toast.error(error instanceof ApiError ? error.message : "The role was not changed. Try again.");
      }
      router.refresh();
    });
  }

  async function choose(wanted: Role) {
    if (role !== "admin") return change(wanted);
    const made = await api<Made>("GET", `${path}/created`).catch(() => null);
    if (made?.service_accounts.length) askAbout(wanted);
    else change(wanted);
  }

  return (
    <>
      <RoleMenu label={label} role={shown} onChoose={choose} />
      <Dialog
        alert
        open={lowered !== null}
        onClose={() => askAbout(null)}
        title={`Make ${member.name} ${lowered} in ${unit.name}?`}
      >
        {created.choice}
        <DialogActions>
          <Button onClick={() => askAbout(null)}>Cancel</Button>
          <Button kind="primary" onClick={() => lowered && change(lowered, created.query)}>
            Change the role
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
