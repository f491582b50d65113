"use client";

import { ClipboardCheck } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { ChosenUnit } from "@/components/members/unit-roles-field";

const StartReviewDialog = lazyDialog(() => import("./start-review-dialog").then((module) => module.StartReviewDialog));

/** The button that starts an access review, with its dialog. */
export function StartReview({ units }: { units: ChosenUnit[] }) {
  return (
    <StartReviewDialog id="start-review" kind="primary" dialog={{ units }}>
      <ClipboardCheck aria-hidden size={15} />
      Start a review
    </StartReviewDialog>
  );
}
