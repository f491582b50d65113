import type { Words } from "@/components/forms/conflict";
import type { SecretContent } from "@/domain/service-accounts/schema";

/** What the fields of a service account are called. */
export const secretWords: Words<SecretContent> = {
  name: "Name",
  trust_upstream_consent: "Trust the consent of its source",
};
