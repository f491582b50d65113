"use client";

import type { ReactNode } from "react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { ChosenUnit } from "./unit-roles-field";

const AddMemberDialog = lazyDialog(() => import("./add-member-dialog").then((module) => module.AddMemberDialog));

type Props = { units: ChosenUnit[]; mailIsSent: boolean; children: ReactNode };

/** The button that adds a member, with its dialog. */
export function AddMember({ children, ...dialog }: Props) {
  return (
    <AddMemberDialog id="add-member" kind="primary" dialog={dialog}>
      {children}
    </AddMemberDialog>
  );
}
