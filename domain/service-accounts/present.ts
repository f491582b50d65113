import { jsonTime } from "@/db/json";
import { serviceAccounts } from "@/db/schema/service-accounts";
import { makerJson } from "@/domain/members/maker";

/** A service account as the API shows it, without the hash of its secret. */
export const serviceAccountFields = {
  secret_id: serviceAccounts.secretId,
  unit_id: serviceAccounts.unitId,
  client_id: serviceAccounts.clientId,
  name: serviceAccounts.name,
  trust_upstream_consent: serviceAccounts.trustUpstreamConsent,
  scopes: serviceAccounts.scopes,
  created_at: jsonTime(serviceAccounts.createdAt),
  created_by: makerJson(serviceAccounts.createdBy, serviceAccounts.createdByName),
  last_used_at: jsonTime(serviceAccounts.lastUsedAt),
};
