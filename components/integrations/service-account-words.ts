import type { Words } from "@/components/forms/conflict";
import type { ServiceAccountContent } from "@/domain/service-accounts/schema";

/** Labels for a service account's fields. */
export const serviceAccountWords: Words<ServiceAccountContent> = {
  name: "Name",
  trust_upstream_consent: "Trust consent given at the source",
};
