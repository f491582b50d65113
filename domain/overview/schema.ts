import type { AccessChange } from "@/domain/access-changes/schema";
import type { Member } from "@/domain/members/schema";
import type { OrgUnit } from "@/domain/org-units/schema";
import type { Role } from "@/lib/roles";

/** An OU with its number of members. */
export type SizedUnit = Pick<OrgUnit, "unit_id" | "name"> & { member_count: number };

/** What happened to the members on a day (UTC), and how many there were at its end. */
export type MemberDay = {
  day: string;
  members: number;
  added: number;
  removed: number;
  invited: number;
  accepted: number;
};

/** A membership that ends soon. */
export type EndingAccess = {
  org_member_id: string;
  name: string;
  unit_id: string;
  unit_name: string;
  expires_at: string;
};

/** How many of each need somebody's attention. */
export type Attention = {
  /** OUs that nobody is admin of, besides the org admins. */
  units_without_admin: number;
  /** Mails that bounced in the last 30 days. */
  bounced: number;
  /** Webhook endpoints that fail, or were switched off because they did. */
  failing: number;
};

/** An overview of the organization, as far as the reader may see. */
export type Overview = {
  /** The number of members, in all and by org role. */
  members: number;
  roles: Record<Role, number>;
  /** The number who have not chosen their own password yet. */
  invited: number;
  /** The number without access to any OU; null for readers who do not see every membership. */
  without_unit: number | null;
  /** The number of memberships that end within EXPIRING_DAYS, as far as the reader may see, and the first of them. */
  expiring: number;
  ending: EndingAccess[];
  /** The reader's OUs: how many, how many of them are 30 days old at most or have no members, and the largest. */
  units: { all: number; added: number; empty: number; largest: SizedUnit[] };
  /** The last 30 days, today last. */
  days: MemberDay[];
  /** The latest members, newest first. */
  newest: Pick<Member, "org_member_id" | "first_name" | "last_name" | "email" | "role" | "status" | "created_at">[];
  /** The latest changes of access; empty for who is not admin. */
  changes: AccessChange[];
  /** Null for readers who may not see all of it. */
  attention: Attention | null;
};
