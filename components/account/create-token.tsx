"use client";

import { Plus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { TokenUnit } from "./token-form";

const CreateTokenDialog = lazyDialog(() => import("./create-token-dialog").then((module) => module.CreateTokenDialog));

/** The button that creates a token, with its dialog. */
export function CreateToken({ units }: { units: TokenUnit[] }) {
  return (
    <CreateTokenDialog id="create-token" kind="primary" dialog={{ units }}>
      <Plus aria-hidden size={15} />
      Create token
    </CreateTokenDialog>
  );
}
