"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { api } from "@/lib/http/api-client";
import { membershipsText } from "./review-words";

type Props = { reviewId: string /** How many the viewer has left to decide. */; left: number };

/** Keeps everything that the viewer has not decided yet, after a question. */
export function KeepRemaining({ reviewId, left }: Props) {
  if (left <= 0) return null;
  return (
    <ConfirmAction
      trigger="Keep all remaining"
      title={`Keep the remaining ${membershipsText(left)}?`}
      consequence="Everything that you have not decided yet is kept, also on other pages. You can still change each until the review closes."
      confirm={`Keep ${membershipsText(left)}`}
      done={`Kept ${membershipsText(left)}`}
      focusAfterId="items"
      act={() => api("POST", `/access-reviews/${reviewId}/keep-remaining`, { expected_count: left })}
    />
  );
}
