import { selectedUnitId, selectingCookies, selectingHeaders } from "@/domain/access/unit-selection";
import { checkIsolation } from "@/domain/isolation/operations";
import { mayCheckIsolation } from "@/domain/isolation/policy";
import { IsolationCheck } from "@/domain/isolation/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "checkIsolation",
    locks: "nothing",
    tag: "Isolation",
    summary: "Check that organizations and OUs are isolated",
    description:
      "Asks the database for rows that it must not show: without a scope, of other organizations, and of OUs other than the active one. It changes nothing.",
    scope: "admin",
    allow: mayCheckIsolation,
    reads: selectingHeaders,
    readsCookies: selectingCookies,
    responses: { 200: IsolationCheck },
  },
  ({ tx, request }) => checkIsolation(tx, selectedUnitId(request)),
);
