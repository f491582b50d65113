"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";

const CloseReviewDialog = lazyDialog(() => import("./close-review-dialog").then((module) => module.CloseReviewDialog));

/** The button that closes a review, with its dialog. */
export function CloseReview({ reviewId, selfId }: { reviewId: string; selfId: string }) {
  return (
    <CloseReviewDialog kind="primary" dialog={{ reviewId, selfId }}>
      Close review
    </CloseReviewDialog>
  );
}
