import type { LeadDetail } from "@/domain/leads/schema";

export type AliasKind = LeadDetail["aliases"][number]["alias_kind"];

/** Labels for the kinds of aliases. */
export const aliasWords: Record<AliasKind, string> = {
  email: "E-mail",
  phone: "Phone",
  external_id: "External id",
  cookie: "Cookie",
  social: "Social",
};
