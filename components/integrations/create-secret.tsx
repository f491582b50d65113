"use client";

import { Plus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";

const CreateSecretDialog = lazyDialog(() =>
  import("./create-secret-dialog").then((module) => module.CreateSecretDialog),
);

/** The button that makes a service account of the active OU, with its dialog. */
export function CreateSecret(props: { unitName: string; url: string }) {
  return (
    <CreateSecretDialog kind="primary" dialog={props}>
      <Plus aria-hidden size={15} />
      Create service account
    </CreateSecretDialog>
  );
}
