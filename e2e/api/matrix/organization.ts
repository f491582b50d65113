import { type Entry, forbidden, fresh, nameField } from "@/e2e/matrix";

const request = () => ({ path: "/organization", body: { name: fresh("Unit") } });

export const organizationEntries: Entry[] = [
  { id: "getOrganization", method: "GET", success: 200, request: () => ({ path: "/organization" }) },
  {
    id: "updateOrganization",
    method: "PUT",
    success: 200,
    request,
    refused: { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden },
    fields: { name: nameField },
  },
];
