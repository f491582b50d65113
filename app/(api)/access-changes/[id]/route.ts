import { readChange } from "@/domain/access-changes/list-changes";
import { mayReadAccessChanges } from "@/domain/access-changes/policy";
import { AccessChangeDetail, AccessChangeParams } from "@/domain/access-changes/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getAccessChange",
    tag: "Access Changes",
    summary: "Read a change of access with its items",
    description: "OU admins see the items that concern their OUs.",
    scope: "read",
    allow: mayReadAccessChanges,
    params: AccessChangeParams,
    responses: { 200: AccessChangeDetail },
    refusals: ["access_change_not_found"],
  },
  { read: ({ tx, reader, params }) => readChange(tx, reader, params.id) },
);
