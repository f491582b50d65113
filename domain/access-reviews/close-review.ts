import { sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { accessReviewItems as items, accessReviews as reviews } from "@/db/schema/access-reviews";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { carryOut } from "@/domain/access-changes/change-access";
import { lockAccess } from "@/domain/access-changes/lock-access";
import { diffOf, planChange } from "@/domain/access-changes/plan";
import { readState } from "@/domain/access-changes/read-state";
import { audit } from "@/domain/audit-log/audit";
import { makerOf } from "@/domain/members/maker";
import { DomainError } from "@/lib/errors";
import { isReview, readReview } from "./list-reviews";
import { ofReview, stateNow, withMembership } from "./present";
import { type AccessReviewDetail, type ReviewClosing, reviewTitle } from "./schema";

type Removal = { org_member_id: string; unit_id: string };

/**
 * Closes a review: what is to be removed and is still as it was when the review started ends, as one access change. Everything
 * else stays, and the report says why. With `isDry` it only says what it would do. Throws access_review_not_found and
 * access_review_closed. (contract §9)
 */
export async function closeReview(tx: Tx, actor: Actor, id: string, isDry = false): Promise<ReviewClosing> {
  await lockAccess(tx, actor);
  const review = (await readReview(tx, actor, id)).parse();
  if (review.status === "closed") throw new DomainError("access_review_closed");
  const removals = (await findRemovals(tx, actor, id)).map((one) => ({ op: "revoke" as const, ...one }));
  const state = await readState(tx, actor, removals);
  const planned = planChange(actor, removals, state);
  if (isDry) return { review, change: diffOf(null, planned) };
  await keepStates(tx, actor, id);
  const title = reviewTitle(review.units);
  const { diff } = await carryOut(tx, actor, planned, state, { reason: `Access review of ${title}` });
  await markClosed(tx, actor, id, diff.id);
  const changes = Object.entries(review.outcomes).map(([field, after]) => ({ field, before: null, after }));
  audit(tx, "access_review.closed", { id, name: title }, { changes, changeSetId: diff.id ?? undefined });
  return { review: await readClosed(tx, actor, id), change: diff };
}

const readClosed = async (tx: Tx, actor: Actor, id: string): Promise<AccessReviewDetail> =>
  (await readReview(tx, actor, id)).parse();

/** The memberships that closing ends. */
async function findRemovals(tx: Tx, actor: Actor, id: string): Promise<Removal[]> {
  const found = await readJson<Removal[]>(
    tx,
    sql`select coalesce(json_agg(json_build_object('org_member_id', ${items.orgMemberId}, 'unit_id', ${items.aboutUnitId})
               order by ${items.itemId} collate "C"), '[]')::text as json
          from ${reviews} join ${items} on ${ofReview} ${withMembership}
         where ${isReview(actor, id)} and ${items.decision} = 'remove' and ${stateNow} = 'same'`,
  );
  return found.parse();
}

/** Keeps what has become of each membership, for the report, before the removals. */
async function keepStates(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.execute(
    sql`update ${items} set (state_at_close, role_at_close) = (
          select ${stateNow}, held.role from (values (true)) found ${withMembership})
         where ${items.orgId} = ${actor.orgId} and ${items.reviewId} = ${id}`,
  );
}

async function markClosed(tx: Tx, actor: Actor, id: string, changeId: string | null): Promise<void> {
  const maker = makerOf(actor);
  await tx.execute(
    sql`update ${reviews} set closed_at = now(), closed_by = ${maker.id}, closed_by_name = ${maker.name}, change_id = ${changeId}
         where ${isReview(actor, id)}`,
  );
}
