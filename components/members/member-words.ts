import type { Words } from "@/components/forms/conflict";
import type { MemberContent } from "@/domain/members/schema";
import { roleNames } from "./role-words";

/** Labels for a member's fields. */
export const memberWords: Words<MemberContent> = {
  first_name: "First name",
  last_name: "Last name",
  email: "E-mail",
  role: { label: "Org role", say: (role) => roleNames[role] },
};
