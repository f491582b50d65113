"use client";

import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { EditedMember } from "./edit-member-dialog";

const load = () => import("./edit-member-dialog");
const EditMemberDialog = lazy(() => load().then((module) => ({ default: module.EditMemberDialog })));

type Props = {
  member: EditedMember;
  /** Whether e-mail and org role may be changed too, and not the name alone. */
  mayChangeAll: boolean;
  isLastAdmin: boolean;
};

/** The button that edits a member's profile, with its dialog. */
export function EditMember(props: Props) {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        <Pencil aria-hidden size={14} />
        {props.mayChangeAll ? "Edit profile" : "Edit your name"}
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <EditMemberDialog {...props} open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
