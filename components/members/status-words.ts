import type { MemberStatus } from "@/lib/roles";

/** What each status is called where it stands alone. */
export const statusNames: Record<MemberStatus, string> = {
  invited: "Invited",
  active: "Active",
  deactivated: "Deactivated",
};

/** How much attention each status asks for; of a Badge. */
export const statusTones = { invited: "warn", active: "good", deactivated: "neutral" } as const;

/** What each status means. */
export const statusMeanings: Record<MemberStatus, string> = {
  invited: "Has not chosen a password yet, and has no access before",
  active: "Signs in and works in the units they reach",
  deactivated: "Has no access; what they were granted is kept",
};
