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

/** Who has to decide how much of which review, as of now. */
async function findTasks(tx: Tx, { orgId }: Actor, reviews: readonly About[]): Promise<Task[]> {
  const rows = await tx.execute<{ task: Task }>(sql`
    with told as (
      select r.*, asked.state from access_reviews r
        join json_to_recordset(${jsonValue(reviews)}) as asked (id text, state text) on r.review_id = asked.id
       where r.org_id = ${orgId}),
    undecided as (
      select i.review_id, i.item_id, i.about_unit_id, i.org_member_id, told.reviewer_ids
        from told join access_review_items i on i.org_id = ${orgId} and i.review_id = told.review_id and i.decision is null),
    admins as (
      select o.unit_id, m.org_member_id, m.role from ou_memberships o
        join members m on m.org_id = ${orgId} and m.org_member_id = o.org_member_id and m.status = 'active'
       where o.org_id = ${orgId} and o.role = 'admin'),
    org_admins as (
      select org_member_id from members where org_id = ${orgId} and role = 'admin' and status = 'active'),
    by_reviewer as (
      select u.review_id, u.item_id, u.about_unit_id, a.org_member_id from undecided u
        join admins a on a.unit_id = u.about_unit_id and (a.org_member_id <> u.org_member_id or a.role = 'admin')
       where u.reviewer_ids is null or a.org_member_id = any(u.reviewer_ids)
      union
      select u.review_id, u.item_id, u.about_unit_id, o.org_member_id from undecided u
        join org_admins o on o.org_member_id = any(u.reviewer_ids)),
    tasks as (
      select * from by_reviewer
      union all
      select u.review_id, u.item_id, u.about_unit_id, o.org_member_id from undecided u cross join org_admins o
       where not exists (select from by_reviewer b where b.review_id = u.review_id and b.item_id = u.item_id))
    select json_build_object('member', m.org_member_id, 'email', m.email, 'state', told.state, 'left', count(*),
             'due_at', ${jsonTime(sql`told.due_at`)}, 'units', json_agg(distinct u.name)) as task
      from tasks t join told on told.review_id = t.review_id
      join members m on m.org_id = ${orgId} and m.org_member_id = t.org_member_id
      join org_units u on u.org_id = ${orgId} and u.unit_id = t.about_unit_id
     group by m.org_member_id, m.email, told.review_id, told.state, told.due_at
     order by told.due_at, told.review_id`);
  return rows.map(({ task }) => task);
}
