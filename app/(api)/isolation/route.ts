import { selectedUnitId, selectingCookies, selectingHeaders } from "@/domain/access/unit-selection";
import { readIsolation } from "@/domain/isolation/operations";
import { mayCheckIsolation } from "@/domain/isolation/policy";
import { Isolation } from "@/domain/isolation/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getIsolation",
    tag: "Isolation",
    summary: "Read what isolates organizations and OUs",
    description:
      "Every table with its row-level security policies, from the database's own catalog. Rows of OUs are counted in the active OU, if there is one.",
    scope: "read",
    allow: mayCheckIsolation,
    reads: selectingHeaders,
    readsCookies: selectingCookies,
    responses: { 200: Isolation },
  },
  ({ tx, request }) => readIsolation(tx, selectedUnitId(request)),
);
