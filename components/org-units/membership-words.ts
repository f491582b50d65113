import type { Words } from "@/components/forms/conflict";
import { roleNames } from "@/components/members/role-words";
import type { MembershipContent } from "@/domain/ou-memberships/schema";

/** What the fields of a membership are called. */
export const membershipWords: Words<MembershipContent> = {
  role: { label: "Role in this unit", say: (role) => roleNames[role] },
};
