import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { reviewDecisions, reviewedStates } from "@/lib/access-review";
import { bytewise, createdAt, createdBy, orgId, roleColumn, roleIsKnown, timestamptz } from "./columns";
import { asOrgAdmin, inOrganization, scopeAdminUnitIds } from "./scope";

const asStarter = sql`${inOrganization} and ${asOrgAdmin}`;

/** Reviews of who has access to some OUs (contract §9). Org admins start and close them; admins of those OUs read them. */
export const accessReviews = pgTable(
  "access_reviews",
  {
    orgId: orgId(),
    reviewId: text("review_id").notNull(),
    createdAt: createdAt(),
    ...createdBy(),
    /** The OUs reviewed, whose admins see the review. */
    aboutUnitIds: text("about_unit_ids").array().notNull(),
    /** The members who were named to review; null for the OUs' admins. */
    reviewerIds: text("reviewer_ids").array(),
    dueAt: timestamptz("due_at").notNull(),
    /** When reviewers were reminded, three days before it is due and when it is overdue; null if they are still to be. */
    remindedAt: timestamptz("reminded_at"),
    overdueToldAt: timestamptz("overdue_told_at"),
    closedAt: timestamptz("closed_at"),
    closedBy: text("closed_by"),
    closedByName: text("closed_by_name"),
    /** The access change that removed what was to be removed; null if there was nothing. */
    changeId: text("change_id"),
  },
  (table) => [
    primaryKey({ name: "access_reviews_pkey", columns: [table.orgId, table.reviewId] }),
    index("access_reviews_by_creation").on(table.orgId, table.createdAt, bytewise(table.reviewId)),
    pgPolicy("access_reviews_read", {
      for: "select",
      using: sql`${inOrganization} and (${asOrgAdmin} or about_unit_ids && ${scopeAdminUnitIds})`,
    }),
    pgPolicy("access_reviews_start", { for: "insert", withCheck: asStarter }),
    pgPolicy("access_reviews_close", { for: "update", using: asStarter }),
  ],
);

const isOneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(", ")})`);
const inReviewersUnit = sql`${inOrganization} and (${asOrgAdmin} or about_unit_id = any(${scopeAdminUnitIds}))`;

/** The memberships under review, as they were at its start. No foreign key to the member: the record stays without them. */
export const accessReviewItems = pgTable(
  "access_review_items",
  {
    orgId: orgId(),
    reviewId: text("review_id").notNull(),
    /** Given in the order of OUs and names, in which lists show them. */
    itemId: text("item_id").notNull(),
    aboutUnitId: text("about_unit_id").notNull(),
    orgMemberId: text("org_member_id").notNull(),
    role: roleColumn(),
    orgRole: text("org_role").notNull(),
    grantedBy: text("granted_by"),
    grantedAt: timestamptz("granted_at").notNull(),
    expiresAt: timestamptz("expires_at"),
    lastActiveAt: timestamptz("last_active_at"),
    decision: text("decision", { enum: reviewDecisions }),
    decidedBy: text("decided_by"),
    decidedByName: text("decided_by_name"),
    decidedAt: timestamptz("decided_at"),
    /** What the closing found of the membership; null while the review is open. */
    stateAtClose: text("state_at_close", { enum: reviewedStates }),
    roleAtClose: text("role_at_close"),
  },
  (table) => [
    primaryKey({
      name: "access_review_items_pkey",
      columns: [table.orgId, table.reviewId, table.itemId],
    }),
    foreignKey({
      name: "access_review_items_review",
      columns: [table.orgId, table.reviewId],
      foreignColumns: [accessReviews.orgId, accessReviews.reviewId],
    }),
    check("access_review_items_role", roleIsKnown),
    check("access_review_items_decision", isOneOf("decision", reviewDecisions)),
    check("access_review_items_state", isOneOf("state_at_close", reviewedStates)),
    pgPolicy("access_review_items_read", { for: "select", using: inReviewersUnit }),
    pgPolicy("access_review_items_start", { for: "insert", withCheck: asStarter }),
    pgPolicy("access_review_items_decide", { for: "update", using: inReviewersUnit }),
  ],
);
