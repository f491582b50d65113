import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime } from "@/db/json";
import { accessReviewItems as items, accessReviews as reviews } from "@/db/schema/access-reviews";
import { asOrgAdmin, scopeAdminUnitIds, scopeMemberId } from "@/db/schema/scope";
import { makerJson } from "@/domain/members/maker";

/** The condition that an item belongs to the review. */
export const ofReview: SQL = sql`${items.orgId} = ${reviews.orgId} and ${items.reviewId} = ${reviews.reviewId}`;

/** The join of an item's membership as it is now, if there is one, as `held`. */
export const withMembership: SQL = sql`left join ou_memberships held on held.org_id = ${items.orgId}
  and held.unit_id = ${items.aboutUnitId} and held.org_member_id = ${items.orgMemberId}`;

/** What has become of that membership since the start: one with another role, end or grant has changed. */
export const stateNow: SQL = sql`case when held.org_member_id is null then 'gone'
  when held.role = ${items.role} and held.created_at = ${items.grantedAt} and held.expires_at is not distinct from ${items.expiresAt}
  then 'same' else 'changed' end`;

const state = sql`coalesce(${items.stateAtClose}, ${stateNow})`;
const outcome = sql`case when ${state} = 'gone' then 'gone' when ${items.decision} is null then 'undecided'
  when ${items.decision} = 'keep' then 'kept' when ${state} = 'same' then 'removed' else 'changed' end`;

/**
 * Whether the scope's member may decide an item that they reach, of a review beside it: a reviewer of its OU, but not about
 * their own access unless they are an org admin.
 */
export const mayDecide: SQL = sql`(${reviews.closedAt} is null and (${asOrgAdmin} or ${items.orgMemberId} <> ${scopeMemberId}
  and (${reviews.reviewerIds} is null or ${scopeMemberId} = any(${reviews.reviewerIds}))))`;

const counted = sql`count(*) as items, count(${items.decision}) as decided,
  count(*) filter (where ${items.decision} = 'keep') as keep, count(*) filter (where ${items.decision} = 'remove') as remove,
  count(*) filter (where ${items.decision} is null and ${mayDecide}) as to_decide`;
const outcomes = ["removed", "kept", "undecided", "changed", "gone"] as const;
const counting = (name: string) => sql`count(*) filter (where ${outcome} = ${sql.raw(`'${name}'`)})`;

/** The join of a review's counts, as far as the reader sees its items, as `counts`. */
export const withCounts: SQL = sql`cross join lateral (select ${counted} from ${items} where ${ofReview}) counts`;

/** The same with the number of each outcome. */
export const withOutcomes: SQL = sql`cross join lateral (select ${counted},
    ${jsonObject(Object.fromEntries(outcomes.map((name) => [name, counting(name)])))} as outcomes
  from ${items} ${withMembership} where ${ofReview}) counts`;

const units = sql`(select coalesce(json_agg(json_build_object('unit_id', u.unit_id, 'name', u.name) order by u.name_key collate "C"), '[]')
  from org_units u where u.org_id = ${reviews.orgId} and u.unit_id = any(${reviews.aboutUnitIds})
   and (${asOrgAdmin} or u.unit_id = any(${scopeAdminUnitIds})))`;

const reviewers = sql`case when ${reviews.reviewerIds} is not null then (
  select json_agg(json_build_object('org_member_id', named.id, 'name', m.first_name || ' ' || m.last_name) order by named.at)
    from unnest(${reviews.reviewerIds}) with ordinality named (id, at)
    left join members m on m.org_id = ${reviews.orgId} and m.org_member_id = named.id) end`;

const fields = {
  id: reviews.reviewId,
  status: sql`case when ${reviews.closedAt} is null then 'open' else 'closed' end`,
  created_at: jsonTime(reviews.createdAt),
  created_by: makerJson(reviews.createdBy, reviews.createdByName),
  due_at: jsonTime(reviews.dueAt),
  units,
  reviewers,
  items: sql`counts.items`,
  decided: sql`counts.decided`,
  keep: sql`counts.keep`,
  remove: sql`counts.remove`,
  to_decide: sql`counts.to_decide`,
  closed_at: jsonTime(reviews.closedAt),
  closed_by: makerJson(reviews.closedBy, reviews.closedByName),
  access_change_id: reviews.changeId,
};

/** A review as lists show it, read `withCounts`. */
export const reviewJson: SQL = jsonObject(fields);

/** The same with its outcomes, read `withOutcomes`. */
export const reviewDetailJson: SQL = jsonObject({ ...fields, outcomes: sql`counts.outcomes` });

const granter = sql`(select json_build_object('org_member_id', g.org_member_id, 'name', g.first_name || ' ' || g.last_name)
  from members g where g.org_id = ${items.orgId} and g.org_member_id = ${items.grantedBy})`;

/** What an item's JSON needs beside it: its review, its membership now, its member and its OU. */
export const besideItem: SQL = sql`join ${reviews} on ${ofReview} ${withMembership}
  left join members m on m.org_id = ${items.orgId} and m.org_member_id = ${items.orgMemberId}
  left join org_units u on u.org_id = ${items.orgId} and u.unit_id = ${items.aboutUnitId}`;

export const itemJson: SQL = jsonObject({
  id: items.itemId,
  unit_id: items.aboutUnitId,
  unit_name: sql`u.name`,
  org_member_id: items.orgMemberId,
  first_name: sql`m.first_name`,
  last_name: sql`m.last_name`,
  email: sql`m.email`,
  status: sql`m.status`,
  role: items.role,
  source: sql`case when ${items.orgRole} = 'admin' then 'org_admin' else 'membership' end`,
  granted_by: granter,
  granted_at: jsonTime(items.grantedAt),
  expires_at: jsonTime(items.expiresAt),
  last_active_at: jsonTime(items.lastActiveAt),
  state,
  current_role: sql`case when ${reviews.closedAt} is null then held.role when ${outcome} <> 'removed' then ${items.roleAtClose} end`,
  decision: items.decision,
  decided_by: makerJson(items.decidedBy, items.decidedByName),
  decided_at: jsonTime(items.decidedAt),
  may_decide: mayDecide,
  outcome: sql`case when ${reviews.closedAt} is not null then ${outcome} end`,
});
