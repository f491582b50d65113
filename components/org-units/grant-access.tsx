"use client";

import { UserPlus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { GrantingUnit } from "./grant-access-dialog";

const GrantAccessDialog = lazyDialog(() => import("./grant-access-dialog").then((module) => module.GrantAccessDialog));

/** The button that grants members access to an OU, with its dialog. */
export function GrantAccess({ unit }: { unit: GrantingUnit }) {
  return (
    <GrantAccessDialog id="grant-access" kind="primary" dialog={{ unit }}>
      <UserPlus aria-hidden size={15} />
      Grant access
    </GrantAccessDialog>
  );
}
