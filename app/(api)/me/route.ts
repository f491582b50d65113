import { selectedUnitId, selectingCookies, selectingHeaders } from "@/domain/access/unit-selection";
import { readMe } from "@/domain/members/operations";
import { mayListMembers } from "@/domain/members/policy";
import { Me } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getMe",
    tag: "Members",
    summary: "Read your own account",
    description: "Includes the active OU, or null if there is none or you have no access to it.",
    scope: "read",
    withinUnit: true,
    allow: mayListMembers,
    reads: selectingHeaders,
    readsCookies: selectingCookies,
    responses: { 200: Me },
  },
  { read: ({ tx, reader, request }) => readMe(tx, reader, selectedUnitId(request)) },
);
