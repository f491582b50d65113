import { boolean, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { counted, orgId } from "./columns";
import { inOrganization } from "./scope";

/**
 * How many memberships and messages a member has, and whether they are an org admin: whoever adds a membership sees too few of
 * them to know whether it is the first. Kept by triggers (tally_memberships, tally_admins, tally_messages). Has no foreign key,
 * because the triggers still count while a member's rows go.
 */
export const memberCounts = pgTable(
  "member_counts",
  {
    orgId: orgId(),
    orgMemberId: text("org_member_id").notNull(),
    isAdmin: boolean("is_admin").notNull(),
    memberships: counted("memberships"),
    messages: counted("messages"),
  },
  (table) => [
    primaryKey({ name: "member_counts_pkey", columns: [table.orgId, table.orgMemberId] }),
    pgPolicy("member_counts_keep", { for: "all", using: inOrganization }),
  ],
);
