import type { Words } from "@/components/forms/conflict";
import type { SecretContent } from "@/domain/service-accounts/schema";

/** Labels for a service account's fields. */
export const secretWords: Words<SecretContent> = {
  name: "Name",
  trust_upstream_consent: "Trust consent given at the source",
};
