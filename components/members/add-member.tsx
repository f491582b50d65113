"use client";

import { UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ChosenUnit } from "./unit-roles-field";

// The form and its schema are fetched when somebody means to add a member, not with the list.
const load = () => import("./add-member-dialog");
const AddMemberDialog = lazy(() => load().then((module) => ({ default: module.AddMemberDialog })));

/** The button that adds a member, with its dialog. */
export function AddMember(props: { units: ChosenUnit[]; mailIsSent: boolean }) {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button kind="primary" onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        <UserPlus aria-hidden size={15} />
        Add member
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <AddMemberDialog {...props} open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
