import { mayChangeAccess } from "@/domain/access-changes/policy";
import { AccessChangeDiff, AccessChangeParams, UndoQuery } from "@/domain/access-changes/schema";
import { undoChange } from "@/domain/access-changes/undo";
import { endpoint } from "@/lib/http/endpoint";
import { Reply } from "@/lib/http/reply";

export const POST = endpoint(
  {
    id: "undoAccessChange",
    locks: "organization",
    tag: "Access Changes",
    summary: "Undo a change of access",
    description:
      "Makes a new change that restores what was before. Ended sessions and tokens stay ended, which the items say. If an item has changed since, 409 `change_superseded` lists it in `items`, with its state `now`; with `skip_superseded` the others are undone. OU admins may undo changes that concern only their OUs.",
    scope: "admin",
    allow: mayChangeAccess,
    params: AccessChangeParams,
    query: UndoQuery,
    fresh: "sometimes",
    responses: { 201: AccessChangeDiff },
    headers: { Location: "The path of the new change" },
    refusals: ["access_change_not_found", "change_superseded", "change_refused", "member_not_found"],
  },
  async ({ tx, actor, params, query, assertFresh }) => {
    const skipsSuperseded = query.skip_superseded === "true";
    const diff = await undoChange(tx, actor, params.id, { skipsSuperseded, beforeAdmin: assertFresh });
    return new Reply(201, diff, { Location: `/access-changes/${diff.id}` });
  },
);
