"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { CopyDialogProps } from "./copy-rulesets-dialog";

const CopyRulesetsDialog = lazyDialog(() =>
  import("./copy-rulesets-dialog").then((module) => module.CopyRulesetsDialog),
);

/** The button that copies the rulesets of another OU into this one, with its dialog. */
export function CopyRulesets(dialog: CopyDialogProps) {
  return <CopyRulesetsDialog dialog={dialog}>Copy from another org unit</CopyRulesetsDialog>;
}
