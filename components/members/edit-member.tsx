"use client";

import { Pencil } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { EditedMember } from "./edit-member-dialog";

const EditMemberDialog = lazyDialog(() => import("./edit-member-dialog").then((module) => module.EditMemberDialog));

type Props = {
  member: EditedMember;
  /** Whether e-mail and org role may be changed too, and not the name alone. */
  mayChangeAll: boolean;
  isLastAdmin: boolean;
};

/** The button that edits a member's profile, with its dialog. */
export function EditMember(props: Props) {
  return (
    <EditMemberDialog dialog={props}>
      <Pencil aria-hidden size={14} />
      {props.mayChangeAll ? "Edit profile" : "Edit your name"}
    </EditMemberDialog>
  );
}
