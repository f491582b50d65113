import { sql } from "drizzle-orm";
import { jsonTime, jsonValue } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { queueMails } from "@/domain/mail/queue-mails";
import type { MailFacts } from "@/emails/mail";

type State = MailFacts<"access_review">["reviews"][number]["state"];
type About = { id: string; state: State };
type Task = { member: string; email: string; state: State; units: string[]; left: number; due_at: string };

/**
 * Queues one mail for each reviewer who has something left to decide in these reviews, with all of them. What no reviewer may
 * decide is left to the org admins. None goes to the actor.
 */
export async function tellReviewers(tx: Tx, actor: Actor, reviews: readonly About[]): Promise<void> {
  const tasks = (await findTasks(tx, actor, reviews)).filter(({ member }) => member !== actor.memberId);
  const people = new Map<string, { to: string; tasks: Task[] }>();
  for (const task of tasks) {
    const known = people.get(task.member)?.tasks ?? [];
    people.set(task.member, { to: task.email, tasks: [...known, task] });
  }
  const mails = [...people].map(([memberId, { to, tasks: own }]) => ({
    memberId,
    to,
    facts: { reviews: own.map(({ state, units, left, due_at }) => ({ state, units, left, due_at })) },
  }));
  if (mails.length > 0) await queueMails(tx, actor, { kind: "access_review", facts: {}, mails });
}

/**
 * Who has to decide how much of which review, as of now. Counted by OU: of an OU's items each of its reviewers may decide all
 * but their own, so none is left over unless there is no reviewer, or only one, whose own is left.
 */
async function findTasks(tx: Tx, { orgId }: Actor, reviews: readonly About[]): Promise<Task[]> {
  const rows = await tx.execute<{ task: Task }>(sql`
    with told as (
      select r.*, asked.state from access_reviews r
        join json_to_recordset(${jsonValue(reviews)}) as asked (id text, state text) on r.review_id = asked.id
       where r.org_id = ${orgId}),
    undecided as materialized (
      select i.review_id, i.about_unit_id, i.org_member_id from told
        join access_review_items i on i.org_id = ${orgId} and i.review_id = told.review_id and i.decision is null),
    units as (select review_id, about_unit_id, count(*) as number from undecided group by 1, 2),
    org_admins as (
      select org_member_id from members where org_id = ${orgId} and role = 'admin' and status = 'active'),
    admins as (
      select o.unit_id, m.org_member_id, m.role = 'admin' as decides_all from ou_memberships o
        join members m on m.org_id = ${orgId} and m.org_member_id = o.org_member_id and m.status = 'active'
       where o.org_id = ${orgId} and o.role = 'admin'),
    reviewers as (
      select units.*, a.org_member_id, a.decides_all from units join told on told.review_id = units.review_id
        join admins a on a.unit_id = units.about_unit_id
       where told.reviewer_ids is null or a.org_member_id = any(told.reviewer_ids)
      union
      select units.*, o.org_member_id, true from units join told on told.review_id = units.review_id
        join org_admins o on o.org_member_id = any(told.reviewer_ids)),
    own as (
      select r.*, (not r.decides_all and exists (select from undecided u where u.review_id = r.review_id
        and u.about_unit_id = r.about_unit_id and u.org_member_id = r.org_member_id))::int as kept from reviewers r),
    tasks as (
      select review_id, about_unit_id, org_member_id, number - kept as number from own
      union all
      select units.review_id, units.about_unit_id, o.org_member_id,
             case when count(own.kept) = 0 then units.number when count(own.kept) = 1 then sum(own.kept) else 0 end
        from units cross join org_admins o
        left join own on own.review_id = units.review_id and own.about_unit_id = units.about_unit_id
       group by units.review_id, units.about_unit_id, units.number, o.org_member_id)
    select json_build_object('member', m.org_member_id, 'email', m.email, 'state', told.state, 'left', sum(tasks.number),
             'due_at', ${jsonTime(sql`told.due_at`)}, 'units', json_agg(distinct u.name)) as task
      from tasks join told on told.review_id = tasks.review_id
      join members m on m.org_id = ${orgId} and m.org_member_id = tasks.org_member_id
      join org_units u on u.org_id = ${orgId} and u.unit_id = tasks.about_unit_id
     where tasks.number > 0
     group by m.org_member_id, m.email, told.review_id, told.state, told.due_at
     order by told.due_at, told.review_id`);
  return rows.map(({ task }) => task);
}
