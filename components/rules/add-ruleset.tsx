"use client";

import { Plus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";

const AddRulesetDialog = lazyDialog(() => import("./add-ruleset-dialog").then((module) => module.AddRulesetDialog));

/** The button that makes a ruleset in the active OU, with its dialog. */
export function AddRuleset() {
  return (
    <AddRulesetDialog id="add-ruleset" kind="primary" dialog={{}}>
      <Plus aria-hidden size={15} />
      Add ruleset
    </AddRulesetDialog>
  );
}
