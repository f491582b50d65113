"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { Secret } from "@/domain/service-accounts/schema";

const EditSecretDialog = lazyDialog(() => import("./edit-secret-dialog").then((module) => module.EditSecretDialog));

/** The button that renames a service account, with its dialog. */
export function EditSecret({ secret, label }: { secret: Secret; label: string }) {
  return (
    <EditSecretDialog aria-label={`Rename: ${label}`} dialog={{ secret }}>
      Rename
    </EditSecretDialog>
  );
}
