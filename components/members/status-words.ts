import type { MemberStatus } from "@/lib/roles";

/** Labels for member statuses. */
export const statusNames: Record<MemberStatus, string> = {
  invited: "Invited",
  active: "Active",
  deactivated: "Deactivated",
};

/** The Badge tone of each status. */
export const statusTones = { invited: "warn", active: "good", deactivated: "neutral" } as const;

/** What each status means. */
export const statusMeanings: Record<MemberStatus, string> = {
  invited: "Has not chosen a password yet, and has no access until then",
  active: "Can sign in and work in their org units",
  deactivated: "Has no access; what they were granted is kept",
};
