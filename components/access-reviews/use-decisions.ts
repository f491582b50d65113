"use client";

import { useRef, useState } from "react";
import type { ReviewItem } from "@/domain/access-reviews/item-schema";
import { decisionContent, type ReviewDecision } from "@/lib/access-review";
import { ApiError, api } from "@/lib/http/api-client";
import { versionOf } from "@/lib/version";
import { memberName } from "./review-words";

type Decision = ReviewDecision | null;

/**
 * The items of a page with the decisions made there. A decision is shown at once and sent in its turn. If it is refused, the
 * item shows what the server has, and `failure` says why.
 */
export function useDecisions(reviewId: string, items: ReviewItem[]) {
  const [page, setPage] = useState(items);
  const [shown, setShown] = useState<ReadonlyMap<string, Decision>>(new Map());
  const [failure, setFailure] = useState<unknown>(null);
  const saved = useRef(new WeakMap<ReviewItem, Decision>());
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  if (items !== page) {
    // The page was read again, so it has everything that was decided.
    setPage(items);
    setShown(new Map());
  }

  const show = (id: string, decision: Decision) => setShown((before) => new Map(before).set(id, decision));

  async function save(item: ReviewItem, decision: ReviewDecision) {
    const was = saved.current.has(item) ? (saved.current.get(item) ?? null) : item.decision;
    try {
      const version = versionOf(decisionContent({ decision: was }));
      await api("PUT", `/access-reviews/${reviewId}/items/${item.id}`, { decision }, version);
      saved.current.set(item, decision);
      show(item.id, decision); // the page may have been read again while this waited for its turn
    } catch (error) {
      const theirs = error instanceof ApiError ? (error.current as { decision: Decision } | undefined) : undefined;
      const now = theirs ? theirs.decision : was;
      saved.current.set(item, now);
      show(item.id, now);
      setFailure(theirs ? decidedElsewhere(item, now) : error);
    }
  }

  function decide(item: ReviewItem, decision: ReviewDecision) {
    setFailure(null);
    show(item.id, decision);
    turn.current = turn.current.then(() => save(item, decision));
  }

  const decisionOf = ({ id, decision }: ReviewItem): Decision => (shown.has(id) ? (shown.get(id) ?? null) : decision);
  return { decisionOf, decide, failure };
}

const decidedElsewhere = (item: ReviewItem, decision: Decision) =>
  new ApiError(
    412,
    "precondition_failed",
    `Somebody else has decided about ${memberName(item)} meanwhile: ${decision ?? "undecided"}. Decide again if you disagree.`,
  );
