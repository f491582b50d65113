"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { api } from "@/lib/http/api-client";
import { MEMBERS_PATH } from "./member-list-state";

type Props = {
  member: { id: string; name: string; email: string; isSelf: boolean };
  /** How many of each end with the member. */
  ends: { memberships: number; tokens: number; sessions: number };
};

const counted = (count: number, one: string, many: string) => (count === 1 ? `One ${one}` : `${count || "No"} ${many}`);

/** The button that removes a member, and the question before it. */
export function RemoveMember({ member, ends }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isRemoving = useRef(false);

  function close() {
    setFailure(null);
    setOpen(false);
  }

  async function remove() {
    if (isRemoving.current) return;
    isRemoving.current = true;
    try {
      await api("DELETE", `/members/${member.id}`);
      toast.success(`${member.name} was removed`);
      router.push(MEMBERS_PATH);
      router.refresh();
    } catch (error) {
      setFailure(error);
      isRemoving.current = false;
    }
  }

  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        Remove member
      </Button>
      <Dialog
        alert
        open={isOpen}
        onClose={close}
        title={`Remove ${member.name}?`}
        description={
          <>
            <p>
              {member.name} ({member.email}) loses access at once. This cannot be undone. With the member end:
            </p>
            <ul className="mt-2 list-disc pl-5">
              <li>{counted(ends.memberships, "unit membership", "unit memberships")}</li>
              <li>{counted(ends.tokens, "access token", "access tokens")}, and what works with them</li>
              <li>{counted(ends.sessions, "signed-in session", "signed-in sessions")}</li>
            </ul>
            {member.isSelf && <p className="mt-2 font-medium text-text">This is you: you will be signed out.</p>}
          </>
        }
      >
        <FormError error={failure} />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button kind="danger" onClick={remove}>
            Remove {member.name}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
