"use client";

import { Badge } from "@/components/ui/badge";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { AccessReview } from "@/domain/access-reviews/schema";

/** Whether a review is open, overdue or closed. Only the browser knows now, so the server does not say overdue. */
export function ReviewStatus({ review: { status, due_at } }: { review: AccessReview }) {
  const isReaders = useInBrowser();
  if (status === "closed") return <Badge>Closed</Badge>;
  const isOverdue = isReaders && Date.parse(due_at) < Date.now();
  return isOverdue ? <Badge tone="bad">Overdue</Badge> : <Badge tone="accent">Open</Badge>;
}
