import { sql } from "drizzle-orm";
import { findJson, jsonObject } from "@/db/json";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type MembershipContent, membershipContent } from "./schema";

/** How versions of a membership are compared. A missing one has no version, so a request with If-Match creates none. */
export const membershipVersion = {
  content: membershipContent,
  lock: (tx: Tx, { actor }: { actor: Actor }, params: { id: string; org_member_id: string }) =>
    findJson<MembershipContent>(
      tx,
      sql`select ${jsonObject({ role: ouMemberships.role })}::text as json from ${ouMemberships}
           where ${ouMemberships.orgId} = ${actor.orgId} and ${ouMemberships.unitId} = ${params.id}
             and ${ouMemberships.orgMemberId} = ${params.org_member_id} for update`,
    ),
};
