"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { type AddedMember, AddMemberForm } from "./add-member-form";
import { MemberAdded } from "./member-added";
import type { ChosenUnit } from "./unit-roles-field";

type Props = {
  units: ChosenUnit[];
  /** Whether a provider sends the invitation; otherwise it is kept on the mail page. */
  mailIsSent: boolean;
  open: boolean;
  onClose: () => void;
};

/** Adds a member, then says what happens next; a generated password is shown once. */
export function AddMemberDialog({ units, mailIsSent, open, onClose }: Props) {
  const [added, setAdded] = useState<AddedMember | null>(null);
  function close() {
    onClose();
    setAdded(null);
  }
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={added ? `${added.member.first_name} ${added.member.last_name} was added` : "Add a member"}
    >
      {added ? (
        <MemberAdded added={added} mailIsSent={mailIsSent} onAnother={() => setAdded(null)} onClose={close} />
      ) : (
        <AddMemberForm units={units} onAdded={setAdded} />
      )}
    </FormDialog>
  );
}
