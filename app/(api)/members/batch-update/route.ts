import { changeHeader, changeHeaders } from "@/domain/access-changes/header";
import { UpdateMembersBody, UpdateMembersResult } from "@/domain/members/batch-schema";
import { mayChangeEmailOrRole } from "@/domain/members/policy";
import { updateMany } from "@/domain/members/update-many";
import { INVITED_AT_ONCE } from "@/lib/batch-limits";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const POST = endpoint(
  {
    id: "updateMembers",
    locks: "organization",
    tag: "Members",
    summary: "Change the names and org roles of many members at once",
    description:
      "Up to 1,000 members, by e-mail address; absent fields stay. Results are in the order of the rows. Invalid rows and addresses that belong to nobody are reported and don't block the rest. The roles are one access change: if one of them may not change, 409 `change_refused` and nothing changes; with `dry_run` such rows are `refused`.",
    scope: "admin",
    allow: mayChangeEmailOrRole,
    body: UpdateMembersBody,
    fresh: "sometimes",
    largestBatch: INVITED_AT_ONCE,
    responses: { 200: UpdateMembersResult },
    optionalHeaders: changeHeader,
    refusals: ["change_refused"],
  },
  async ({ tx, actor, body, assertFresh }) => {
    const { changeId, results } = await updateMany(tx, actor, body, assertFresh);
    return new Reply(200, results, changeHeaders(changeId));
  },
);
