"use client";

import { useRef, useState } from "react";
import type { ReviewItem } from "@/domain/access-reviews/item-schema";
import { decisionContent, type ReviewDecision } from "@/lib/access-review";
import { ApiError, api } from "@/lib/http/api-client";
import { versionOf } from "@/lib/version";
import { memberName } from "./review-words";

type Decision = ReviewDecision | null;

/** What the server answered about an item: its decision and, if ours was saved, when that was made. */
type Known = { item: ReviewItem; decision: Decision; decidedAt: string | null };

/**
 * The decisions about the items of a page. One that is made here is shown at once and sent in its turn. If it is refused, the
 * item shows what the server has, and `failure` says why.
 */
export function useDecisions(reviewId: string) {
  const [pending, setPending] = useState<ReadonlyMap<string, ReviewDecision>>(new Map());
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const [failure, setFailure] = useState<unknown>(null);
  const latest = useRef(known);
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  function learn(item: ReviewItem, decision: Decision, decidedAt: string | null = null) {
    latest.current = new Map(latest.current).set(item.id, { item, decision, decidedAt });
    setKnown(latest.current);
  }

  async function save(item: ReviewItem, decision: ReviewDecision) {
    try {
      const version = versionOf(decisionContent({ decision: savedDecision(item, latest.current) }));
      const saved = await api<ReviewItem>("PUT", `/access-reviews/${reviewId}/items/${item.id}`, { decision }, version);
      learn(item, saved.decision, saved.decided_at);
    } catch (error) {
      const theirs = error instanceof ApiError ? (error.current as { decision: Decision } | undefined) : undefined;
      if (theirs) learn(item, theirs.decision);
      setFailure(theirs ? decidedElsewhere(item, theirs.decision) : error);
    } finally {
      setPending((all) => new Map([...all].filter(([id, sent]) => id !== item.id || sent !== decision)));
    }
  }

  function decide(item: ReviewItem, decision: ReviewDecision) {
    setFailure(null);
    setPending((all) => new Map(all).set(item.id, decision));
    turn.current = turn.current.then(() => save(item, decision));
  }

  const decisionOf = (item: ReviewItem): Decision => pending.get(item.id) ?? savedDecision(item, known);
  return { decisionOf, decide, failure };
}

// A page that was read before a decision was saved here may arrive after it.
function savedDecision(item: ReviewItem, known: ReadonlyMap<string, Known>): Decision {
  const last = known.get(item.id);
  const isNewer = last && (last.item === item || (last.decidedAt ?? "") > (item.decided_at ?? ""));
  return isNewer ? last.decision : item.decision;
}

const decidedElsewhere = (item: ReviewItem, decision: Decision) =>
  new ApiError(
    412,
    "precondition_failed",
    `Somebody else has decided about ${memberName(item)} meanwhile: ${decision ?? "undecided"}. Decide again if you disagree.`,
  );
