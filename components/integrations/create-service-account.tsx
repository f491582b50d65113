"use client";

import { Plus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";

const CreateServiceAccountDialog = lazyDialog(() =>
  import("./create-service-account-dialog").then((module) => module.CreateServiceAccountDialog),
);

/** The button that makes a service account of the active OU, with its dialog. */
export function CreateServiceAccount(props: { unitName: string; url: string }) {
  return (
    <CreateServiceAccountDialog id="create-service-account" kind="primary" dialog={props}>
      <Plus aria-hidden size={15} />
      Create service account
    </CreateServiceAccountDialog>
  );
}
