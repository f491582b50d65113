import { sql } from "drizzle-orm";
import { bySystem } from "@/db/audit-journal";
import { withScope } from "@/db/scope";
import { forOrganization } from "@/domain/access/operator";
import { tellReviewers } from "./tell-reviewers";

/** How many days before a review is due its reviewers are reminded. */
export const REMINDED_DAYS = 3;

/**
 * Reminds the reviewers of an organization's open reviews that are due soon or overdue, once of each and in one mail a person.
 * Starting a review queues this for both times; it does what is due, so a late run leaves nothing out.
 */
export async function remindReviewers(orgId: string): Promise<void> {
  const system = forOrganization(orgId);
  await withScope(
    system,
    async (tx) => {
      const due = await tx.execute<{ id: string; state: "due_soon" | "overdue" }>(sql`
        update access_reviews
           set reminded_at = coalesce(reminded_at, now()), overdue_told_at = case when due_at <= now() then now() end
         where org_id = ${orgId} and closed_at is null and overdue_told_at is null
           and (due_at <= now() or reminded_at is null and due_at <= now() + make_interval(days => ${REMINDED_DAYS}))
        returning review_id as id, case when due_at <= now() then 'overdue' else 'due_soon' end as state`);
      await tellReviewers(tx, system, due);
    },
    bySystem,
  );
}
