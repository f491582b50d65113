import { changeAccess } from "@/domain/access-changes/change-access";
import { pageChanges } from "@/domain/access-changes/list-changes";
import { mayChangeAccess, mayReadAccessChanges } from "@/domain/access-changes/policy";
import {
  AccessChangeBody,
  AccessChangeDiff,
  AccessChangeList,
  AccessChangeListQuery,
} from "@/domain/access-changes/schema";
import { CHANGED_AT_ONCE } from "@/lib/batch-limits";
import { endpoint } from "@/lib/http/endpoint";
import { pageHeaders, pageLinks } from "@/lib/http/page";
import { Reply } from "@/lib/http/reply";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";

export const GET = endpoint(
  {
    id: "listAccessChanges",
    tag: "Access Changes",
    summary: "List the changes of access in your organization",
    description:
      "Newest first, one page at a time: 50 without a `limit`. OU admins see what concerns their OUs. A membership that ends by itself is not an access change; the audit log has it.",
    scope: "read",
    allow: mayReadAccessChanges,
    query: AccessChangeListQuery,
    responses: { 200: AccessChangeList },
    optionalHeaders: pageHeaders,
  },
  {
    read: async ({ tx, reader, query }) => {
      const page = await pageChanges(tx, reader, query);
      const link = pageLinks("/access-changes", { limit: DEFAULT_LIMIT, ...query }, page);
      return new Reply(200, page.items, { "X-Total-Count": String(page.total), Link: link });
    },
  },
);

export const POST = endpoint(
  {
    id: "changeAccess",
    locks: "organization",
    tag: "Access Changes",
    summary: "Change the access of many members, all at once or not at all",
    description:
      "1 to 10,000 items, counted after filters expand. With `dry_run`, 200 with what would happen, and nothing changes. Otherwise 201, or 200 if nothing had to change. One refused item refuses all: 409 `change_refused`, with the same `diff` in the problem. Two items about the same membership, role or status are a 400. OU admins may grant and revoke in their OUs; the rest is for org admins. Each member with new access gets one mail.",
    scope: "admin",
    allow: mayChangeAccess,
    body: AccessChangeBody,
    bodyLimitBytes: 4_000_000,
    largestBatch: CHANGED_AT_ONCE,
    fresh: "sometimes",
    responses: { 200: AccessChangeDiff, 201: AccessChangeDiff },
    optionalHeaders: { Location: "The path of the change" },
    refusals: ["selection_changed", "change_refused", "member_not_found"],
  },
  async ({ tx, actor, body, assertFresh }) => {
    const diff = await changeAccess(tx, actor, body, assertFresh);
    return diff.id === null ? new Reply(200, diff) : new Reply(201, diff, { Location: `/access-changes/${diff.id}` });
  },
);
