"use client";

import { UserPlus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { ChosenUnit } from "./unit-roles-field";

const AddMemberDialog = lazyDialog(() => import("./add-member-dialog").then((module) => module.AddMemberDialog));

/** The button that adds a member, with its dialog. */
export function AddMember(props: { units: ChosenUnit[]; mailIsSent: boolean }) {
  return (
    <AddMemberDialog id="add-member" kind="primary" dialog={props}>
      <UserPlus aria-hidden size={15} />
      Add member
    </AddMemberDialog>
  );
}
