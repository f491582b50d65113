"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { type AddedMember, AddMemberForm } from "./add-member-form";
import { MemberAdded } from "./member-added";
import type { ChosenUnit } from "./unit-roles-field";

type Props = {
  units: ChosenUnit[];
  /** Whether a provider takes the invitation; else it is kept in the mailbox. */
  mailIsSent: boolean;
  open: boolean;
  onClose: () => void;
};

/** The dialog that adds a member, and at its end hands over the password, which nothing shows again. */
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
