"use client";

import { useRouter } from "next/navigation";
import { useEffect, useOptimistic, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { MadeChoice, queryOf } from "@/components/credentials/use-end-created";
import { contentInTheWay } from "@/components/forms/content-in-the-way";
import { FormError } from "@/components/forms/form-error";
import { RoleMenu } from "@/components/members/role-menu";
import { roleNames } from "@/components/members/role-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import type { Made } from "@/domain/credentials/schema";
import type { MembershipContent } from "@/domain/ou-memberships/schema";
import { ApiError, api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { versionOf } from "@/lib/version";

type Props = {
  unit: { unit_id: string; name: string };
  member: { org_member_id: string; name: string };
  /** The accessible label of the choice. */
  label: string;
  /** The membership as the page shows it. */
  seen: MembershipContent;
};

type Question = { wanted: Role; made: Made };
type Conflict = { wanted: Role; seen: MembershipContent; current: MembershipContent; query: string };

/**
 * A membership's role as a choice that is saved immediately. It asks first if the change affects an admin who created
 * service accounts there. A refused change is reverted with its reason shown; if somebody else changed the role meanwhile,
 * it asks again.
 */
export function ChangeRole({ unit, member, label, seen: membership }: Props) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(membership);
  const [failure, setFailure] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [question, ask] = useState<Question | null>(null);
  const [isEnding, setEnding] = useState(false);
  const now = useRef(shown); // for a choice that is sent some time after its click
  const last = useRef<Promise<unknown>>(Promise.resolve()); // choices are saved in order, each meant for the one before
  const path = `/org-units/${unit.unit_id}/memberships/${member.org_member_id}`;

  useEffect(() => {
    now.current = shown;
  });

  function inOrder<T>(send: () => Promise<T>): Promise<T> {
    const answered = last.current.then(send);
    last.current = answered.catch(() => {});
    return answered;
  }

  function change(wanted: Role, seen = now.current, query = "") {
    ask(null);
    setFailure(null);
    setConflict(null);
    startTransition(async () => {
      show({ ...seen, role: wanted });
      try {
        await inOrder(() => api("PUT", path + query, { role: wanted }, versionOf(seen)));
        toast.success(`${member.name} is now ${wanted} in ${unit.name}`);
      } catch (error) {
        const current = contentInTheWay<MembershipContent>(error);
        if (current) setConflict({ wanted, seen, current, query });
        else setFailure(error);
        if (error instanceof ApiError && error.status === 0) return; // a refresh waits for the connection, and the role stays changed until then
      }
      router.refresh();
    });
  }

  async function choose(wanted: Role) {
    if (shown.role !== "admin") return change(wanted);
    const made = await inOrder(() => api<Made>("GET", `${path}/created`)).catch(() => null);
    if (made?.service_accounts.length) ask({ wanted, made });
    else change(wanted);
  }

  return (
    <div className="space-y-1">
      <RoleMenu label={label} role={shown.role} onChoose={choose} />
      <FormError error={failure} fallback="The role was not changed. Try again." />
      {question && (
        <Dialog alert open onClose={() => ask(null)} title={`Make ${member.name} ${question.wanted} in ${unit.name}?`}>
          <MadeChoice made={question.made} isEnding={isEnding} onChange={setEnding} />
          <DialogActions>
            <Button onClick={() => ask(null)}>Cancel</Button>
            <Button kind="primary" onClick={() => change(question.wanted, now.current, queryOf(isEnding))}>
              Change the role
            </Button>
          </DialogActions>
        </Dialog>
      )}
      {conflict && (
        <Dialog
          alert
          open
          onClose={() => setConflict(null)}
          title="Somebody else has changed this role"
          description={`${member.name} is ${roleNames[conflict.current.role]} in ${unit.name} now; you saw ${roleNames[conflict.seen.role]} and chose ${roleNames[conflict.wanted]}.`}
        >
          <DialogActions>
            <Button onClick={() => setConflict(null)}>Keep {roleNames[conflict.current.role]}</Button>
            <Button kind="primary" onClick={() => change(conflict.wanted, conflict.current, conflict.query)}>
              Change to {roleNames[conflict.wanted]}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}
