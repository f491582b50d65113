import { type SQL, sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { accessReviewItems as items, accessReviews as reviews } from "@/db/schema/access-reviews";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { lockAccess } from "@/domain/access-changes/lock-access";
import { audit } from "@/domain/audit-log/audit";
import { makerOf } from "@/domain/members/maker";
import type { ReviewDecision } from "@/lib/access-review";
import { DomainError, extendedRefusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { isItem, isReview, readItem } from "./list-reviews";
import { mayDecide } from "./present";

type Found = {
  decision: ReviewDecision | null;
  may: boolean;
  closed: boolean;
  unit: string;
  member: string;
  name: string;
};

/**
 * Decides whether a membership is to stay. Throws access_review_item_not_found, access_review_closed, and forbidden for whoever
 * is not its reviewer and for one's own access. (contract §9)
 */
export async function decideItem(tx: Tx, actor: Actor, id: string, itemId: string, decision: ReviewDecision) {
  await holdAccess(tx, actor);
  const { decision: before, may, closed, unit, member, name } = await lockItem(tx, actor, id, itemId);
  if (closed) throw new DomainError("access_review_closed");
  if (!may) throw new DomainError("forbidden", member === actor.memberId ? OWN : NOT_REVIEWER);
  if (decision !== before) {
    await tx.execute(sql`update ${items} set ${decidedBy(actor, decision)} where ${isItem(actor, id, itemId)}`);
    const changes = [{ field: "decision", before, after: decision }];
    audit(tx, "access_review.decided", { id, name, ofMember: member }, { unitId: unit, changes });
  }
  return readItem(tx, actor, id, itemId);
}

/** Until the transaction ends no review closes, which takes the same lock alone, and nobody waits but for that. */
const holdAccess = (tx: Tx, actor: Actor) => lockAccess(tx, actor, "");

const OWN = "You cannot decide about your own access; an org admin can.";
const NOT_REVIEWER = "Other reviewers were named for this review.";

async function lockItem(tx: Tx, actor: Actor, id: string, itemId: string): Promise<Found> {
  const found = await readJson<Found>(
    tx,
    sql`select json_build_object('decision', ${items.decision}, 'may', ${mayDecide}, 'closed', ${reviews.closedAt} is not null,
          'unit', ${items.aboutUnitId}, 'member', ${items.orgMemberId}, 'name', ${nameOfMember})::text as json
        from ${items} join ${reviews} using (org_id, review_id) where ${isItem(actor, id, itemId)}
         for no key update of ${items}`,
    "access_review_item_not_found",
  );
  return found.parse();
}

const nameOfMember = sql`coalesce((select m.first_name || ' ' || m.last_name from members m
  where m.org_id = ${items.orgId} and m.org_member_id = ${items.orgMemberId}), 'a former member')`;

function decidedBy(actor: Actor, decision: ReviewDecision): SQL {
  const maker = makerOf(actor);
  return sql`decision = ${decision}, decided_at = now(), decided_by = ${maker.id}, decided_by_name = ${maker.name}`;
}

type Kept = { unit: string; member: string; name: string };

/**
 * Keeps everything that is undecided and that the actor may decide, and returns the number. Throws access_review_not_found,
 * access_review_closed, and selection_changed if another number is left than expected.
 */
export async function keepRemaining(tx: Tx, actor: Actor, id: string, expected: number): Promise<number> {
  await holdAccess(tx, actor);
  const review = await readJson<{ closed: boolean }>(
    tx,
    sql`select json_build_object('closed', closed_at is not null)::text as json from ${reviews} where ${isReview(actor, id)}`,
    "access_review_not_found",
  );
  if (review.parse().closed) throw new DomainError("access_review_closed");
  const kept = await tx.execute<Kept>(
    sql`update ${items} set ${decidedBy(actor, "keep")} from ${reviews}
         where ${isReview(actor, id)} and ${items.orgId} = ${reviews.orgId} and ${items.reviewId} = ${reviews.reviewId}
           and ${items.decision} is null and ${mayDecide}
        returning ${items.aboutUnitId} as unit, ${items.orgMemberId} as member, ${nameOfMember} as name`,
  );
  if (kept.length !== expected) {
    throw extendedRefusal("selection_changed", { count: kept.length }, `Items left to you now: ${kept.length}.`);
  }
  const changes = [{ field: "decision", before: null, after: "keep" }];
  const changeSetId = newId("chg");
  for (const { unit, member, name } of kept) {
    audit(tx, "access_review.decided", { id, name, ofMember: member }, { unitId: unit, changes, changeSetId });
  }
  return kept.length;
}
