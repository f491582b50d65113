import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { linkKinds } from "@/lib/auth/account-link";
import { createdAt, orgId, timestamptz } from "./columns";
import { ofMember } from "./members";
import { asOrgAdmin, inOrganization, ofEndedMember, ownRow, setting } from "./scope";

const kindIsKnown = sql.raw(`kind in (${linkKinds.map((kind) => `'${kind}'`).join(", ")})`);

/**
 * Single-use links that act for a member: to choose a first password, reset one, or confirm an address. Nothing stored here
 * can open one: the token is computed from the id with the installation's key (lib/auth/account-link.ts).
 */
export const accountLinks = pgTable(
  "account_links",
  {
    orgId: orgId(),
    linkId: text("link_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    kind: text("kind", { enum: linkKinds }).notNull(),
    /** The address it was made for; for an e-mail confirmation, the new one. */
    email: text("email").notNull(),
    createdAt: createdAt(),
    expiresAt: timestamptz("expires_at").notNull(),
    openedAt: timestamptz("opened_at"),
    usedAt: timestamptz("used_at"),
    revokedAt: timestamptz("revoked_at"),
  },
  (table) => [
    primaryKey({ name: "account_links_pkey", columns: [table.orgId, table.linkId] }),
    ofMember("account_links_member", table),
    index("account_links_by_id").on(table.linkId),
    index("account_links_by_member").on(table.orgId, table.orgMemberId),
    check("account_links_kind", kindIsKnown),
    pgPolicy("account_links_own", { for: "all", using: sql`${inOrganization} and ${ownRow}` }),
    pgPolicy("account_links_invitations", {
      for: "all",
      using: sql`${inOrganization} and ${asOrgAdmin} and kind = 'invitation'`,
    }),
    pgPolicy("account_links_ended", { for: "select", using: ofEndedMember }),
    pgPolicy("account_links_end", { for: "update", using: ofEndedMember }),
    // When a link is opened no organization is known yet: whoever presents its token sees its row and nothing else.
    pgPolicy("account_links_presented", { for: "select", using: sql`link_id = ${setting("link_id")}` }),
  ],
);
