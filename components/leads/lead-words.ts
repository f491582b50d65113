import type { Words } from "@/components/forms/conflict";
import type { LeadContent } from "@/domain/leads/schema";
import { aliasWords } from "./alias-words";

/** Labels for a lead's fields. */
export const leadWords: Words<LeadContent> = {
  owner_name: "Owner",
  aliases: {
    label: "Aliases",
    say: (aliases) => aliases.map((alias) => `${aliasWords[alias.alias_kind]} ${alias.raw_value}`).join(", "),
  },
  profile: {
    label: "Profile",
    say: (profile) =>
      Object.entries(profile)
        .map(([field, value]) => `${field}: ${value ?? "empty"}`)
        .join(", "),
  },
};
