import { fixed } from "@/db/fixed";
import { jsonObject, jsonTime } from "@/db/json";
import { organizations } from "@/db/schema/organizations";

/** An organization as the API shows it. A new column stays private until it is listed here. */
export const organizationJson = fixed(
  jsonObject({
    org_id: organizations.orgId,
    name: organizations.name,
    created_at: jsonTime(organizations.createdAt),
  }),
);
