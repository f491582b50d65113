import type { Words } from "@/components/forms/conflict";
import { roleNames } from "@/components/members/role-words";
import type { MembershipContent } from "@/domain/ou-memberships/schema";
import { timeText } from "@/lib/time-text";

/** Labels for a membership's fields. */
export const membershipWords: Words<MembershipContent> = {
  role: { label: "Role in this org unit", say: (role) => roleNames[role] },
  expires_at: { label: "Access until", say: (end) => (end === null ? "no end" : timeText(end, "minute", true)) },
};
