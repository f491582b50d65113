import { jsonTime } from "@/db/json";
import { serviceAccounts } from "@/db/schema/service-accounts";
import { makerJson } from "@/domain/members/maker";

/** What the API shows of a service account. The hash of its secret is not among it. */
export const secretFields = {
  secret_id: serviceAccounts.secretId,
  unit_id: serviceAccounts.unitId,
  client_id: serviceAccounts.clientId,
  name: serviceAccounts.name,
  trust_upstream_consent: serviceAccounts.trustUpstreamConsent,
  created_at: jsonTime(serviceAccounts.createdAt),
  created_by: makerJson(serviceAccounts.createdBy, serviceAccounts.createdByName),
  last_used_at: jsonTime(serviceAccounts.lastUsedAt),
};
