import { sql } from "drizzle-orm";
import { addJobs } from "@/db/jobs";
import { jsonValue, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { lockAccess } from "@/domain/access-changes/lock-access";
import { audit } from "@/domain/audit-log/audit";
import { lastActive } from "@/domain/members/last-active";
import { makerOf } from "@/domain/members/maker";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { daysAfter } from "@/lib/timestamp";
import { readReview } from "./list-reviews";
import { REMINDED_DAYS } from "./remind";
import { REVIEWED_AT_ONCE, reviewTitle, type StartReviewInput } from "./schema";
import { tellReviewers } from "./tell-reviewers";

const refused = (pointer: string, detail: string) =>
  new DomainError("invalid_content", undefined, [{ pointer, detail }]);

/**
 * Starts a review of the memberships that the OUs have now, and mails its reviewers. Throws org_unit_not_found,
 * member_not_found, and invalid_content for a reviewer who is no admin of the OUs, and for too many memberships or none.
 */
export async function startReview(tx: Tx, actor: Actor, input: StartReviewInput) {
  await lockAccess(tx, actor);
  const { unit_ids: unitIds, due_at: dueAt, reviewers } = input;
  const { units, admins, count } = await readUnits(tx, actor, input);
  const isAdmin = new Map(Object.entries(admins));
  if (reviewers?.some((id) => !isAdmin.has(id))) throw new DomainError("member_not_found");
  if (units.length < unitIds.length) throw new DomainError("org_unit_not_found");
  const stranger = reviewers?.findIndex((id) => !isAdmin.get(id)) ?? -1;
  if (stranger >= 0) throw refused(`/reviewers/${stranger}`, "must be an active admin of one of these org units");
  if (count === 0) throw refused("/unit_ids", "have no memberships to review");
  if (count > REVIEWED_AT_ONCE)
    throw refused("/unit_ids", `have ${count} memberships; the most is ${REVIEWED_AT_ONCE}`);
  const id = newId("rev");
  await insertReview(tx, actor, id, input, count);
  audit(tx, "access_review.started", { id, name: reviewTitle(units) }, { changes: startedWith(input) });
  const remindAt = daysAfter(Date.parse(dueAt), -REMINDED_DAYS);
  const times = [...(Date.parse(remindAt) > Date.now() ? [remindAt] : []), dueAt];
  const { orgId } = actor;
  await addJobs(
    tx,
    "remind_reviewers",
    times.map((at) => ({ payload: { org_id: orgId }, key: `remind_reviewers/${orgId}/${at}`, at: new Date(at) })),
  );
  await tellReviewers(tx, actor, [{ id, state: "started" }]);
  return readReview(tx, actor, id);
}

const startedWith = ({ unit_ids, due_at, reviewers }: StartReviewInput) =>
  Object.entries({ unit_ids, due_at, ...(reviewers ? { reviewers } : {}) }).map(([field, after]) => ({
    field,
    before: null,
    after,
  }));

type Found = { units: { name: string }[]; admins: Record<string, boolean>; count: number };

/** The OUs that exist, whether each named reviewer is an admin of one of them, and how many memberships they have. */
async function readUnits(
  tx: Tx,
  actor: Actor,
  { unit_ids: unitIds, reviewers = [] }: StartReviewInput,
): Promise<Found> {
  const asked = sql`(select json_array_elements_text(${jsonValue(unitIds)}))`;
  const held = sql`from ou_memberships o where o.org_id = ${actor.orgId} and o.unit_id in ${asked}`;
  const isAdmin = sql`${members.status} = 'active' and (${members.role} = 'admin'
    or exists (select ${held} and o.org_member_id = ${members.orgMemberId} and o.role = 'admin'))`;
  const found = await readJson<Found>(
    tx,
    sql`select json_build_object(
      'units', (select coalesce(json_agg(json_build_object('name', ${orgUnits.name}) order by ${orgUnits.nameKey} collate "C"), '[]')
         from ${orgUnits} where ${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.unitId} in ${asked}),
      'admins', (select coalesce(json_object_agg(${members.orgMemberId}, ${isAdmin}), '{}') from ${members}
         where ${members.orgId} = ${actor.orgId}
           and ${members.orgMemberId} in (select json_array_elements_text(${jsonValue(reviewers)}))),
      'count', (select count(*) ${held}))::text as json`,
  );
  return found.parse();
}

async function insertReview(tx: Tx, actor: Actor, id: string, input: StartReviewInput, count: number): Promise<void> {
  const { unit_ids: unitIds, due_at: dueAt, reviewers } = input;
  const maker = makerOf(actor);
  const list = (values: readonly string[]) => sql`array(select json_array_elements_text(${jsonValue(values)}))`;
  const ids = Array.from({ length: count }, () => newId("rvi"));
  const isSoon = sql`${dueAt}::timestamptz < now() + make_interval(days => ${REMINDED_DAYS})`;
  await tx.execute(
    sql`with review as (
          insert into access_reviews (org_id, review_id, created_by, created_by_name, about_unit_ids, reviewer_ids, due_at, reminded_at)
          values (${actor.orgId}, ${id}, ${maker.id}, ${maker.name}, ${list(unitIds)},
                  ${reviewers ? list(reviewers) : sql`null`}, ${dueAt}::timestamptz, case when ${isSoon} then now() end))
        insert into access_review_items (org_id, review_id, item_id, about_unit_id, org_member_id, role, org_role,
               granted_by, granted_at, expires_at, last_active_at)
        select ${actor.orgId}, ${id}, ids.id, held.unit_id, held.org_member_id, held.role, held.org_role,
               held.granted_by, held.created_at, held.expires_at, held.last_active_at
          from (select o.*, ${members.role} as org_role, ${lastActive} as last_active_at,
                       row_number() over (order by u.name_key collate "C", ${members.nameKey} collate "C", o.org_member_id) as at
                  from ou_memberships o
                  join org_units u on u.org_id = o.org_id and u.unit_id = o.unit_id
                  join ${members} on ${members.orgId} = o.org_id and ${members.orgMemberId} = o.org_member_id
                 where o.org_id = ${actor.orgId} and o.unit_id in (select json_array_elements_text(${jsonValue(unitIds)}))) held
          join json_array_elements_text(${jsonValue(ids)}) with ordinality ids (id, at) on ids.at = held.at`,
  );
}
