import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { UnitActor } from "@/domain/access/actor";

/** Who made something, as the API shows it, from the columns with their id and name; null if unknown. */
export const makerJson = (id: SQLWrapper, name: SQLWrapper): SQL =>
  sql`case when ${id} is not null then json_build_object('org_member_id', ${id}, 'name', ${name}) end`;

/** The values of those columns for something the actor makes (contract §13). */
export function makerOf(actor: UnitActor): { id: string | null; name: SQL<string | null> } {
  if (actor.kind !== "member") return { id: null, name: sql`null` };
  const name = sql<string | null>`(select maker.first_name || ' ' || maker.last_name from ${members} maker
    where maker.org_id = ${actor.orgId} and maker.org_member_id = ${actor.memberId})`;
  return { id: actor.memberId, name };
}
