import { selectedUnitId, selectingCookies, selectingHeaders } from "@/domain/access/unit-selection";
import { readIsolation } from "@/domain/isolation/operations";
import { mayCheckIsolation } from "@/domain/isolation/policy";
import { Isolation } from "@/domain/isolation/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getIsolation",
    tag: "Isolation",
    summary: "Read what keeps organizations and OUs apart",
    description:
      "Every table with its row-level security policies, from the catalog of the database that is served. Rows of an OU are counted where the header or the cookie selects one.",
    allow: mayCheckIsolation,
    reads: selectingHeaders,
    readsCookies: selectingCookies,
    responses: { 200: Isolation },
  },
  ({ tx, request }) => readIsolation(tx, selectedUnitId(request)),
);
