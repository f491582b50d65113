import { sql } from "drizzle-orm";
import { findJson, jsonObject, jsonTime } from "@/db/json";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { pairOf } from "@/domain/access-changes/item";
import { lockAccess } from "@/domain/access-changes/lock-access";
import { type MembershipContent, membershipContent } from "./schema";

/** How versions of a membership are compared. A missing one has no version, so a request with If-Match creates none. */
export const membershipVersion = {
  content: membershipContent,
  lock: async (tx: Tx, { actor }: { actor: Actor }, params: { id: string; org_member_id: string }) => {
    await lockAccess(tx, actor, pairOf(params.id, params.org_member_id));
    return findJson<MembershipContent>(
      tx,
      sql`select ${jsonObject(content)}::text as json from ${ouMemberships}
           where ${ouMemberships.orgId} = ${actor.orgId} and ${ouMemberships.unitId} = ${params.id}
             and ${ouMemberships.orgMemberId} = ${params.org_member_id}`,
    );
  },
};

const content = { role: ouMemberships.role, expires_at: jsonTime(ouMemberships.expiresAt) };
