"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { ServiceAccount } from "@/domain/service-accounts/schema";

const EditServiceAccountDialog = lazyDialog(() =>
  import("./edit-service-account-dialog").then((module) => module.EditServiceAccountDialog),
);

/** The button that renames a service account, with its dialog. */
export function EditServiceAccount({ account, label }: { account: ServiceAccount; label: string }) {
  return (
    <EditServiceAccountDialog aria-label={`Rename: ${label}`} dialog={{ account }}>
      Rename
    </EditServiceAccountDialog>
  );
}
