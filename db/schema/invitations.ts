import { sql } from "drizzle-orm";
import { foreignKey, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, orgId } from "./columns";
import { members } from "./members";
import { asOrgAdmin, inOrganization } from "./scope";

/** Invitations to be mailed: written in the transaction that makes the member, so neither exists without the other. */
export const invitations = pgTable(
  "invitations",
  {
    orgId: orgId(),
    invitationId: text("invitation_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "invitations_pkey", columns: [table.orgId, table.invitationId] }),
    foreignKey({
      name: "invitations_member",
      columns: [table.orgId, table.orgMemberId],
      foreignColumns: [members.orgId, members.orgMemberId],
    }).onDelete("cascade"),
    index("invitations_by_member").on(table.orgId, table.orgMemberId),
    pgPolicy("invitations_read", { for: "select", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    pgPolicy("invitations_create", { for: "insert", withCheck: sql`${inOrganization} and ${asOrgAdmin}` }),
  ],
);
