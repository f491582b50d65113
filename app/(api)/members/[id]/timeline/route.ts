import { mayReadTimeline } from "@/domain/invitations/policy";
import { readTimeline } from "@/domain/invitations/read-timeline";
import { Timeline } from "@/domain/invitations/schema";
import { MemberParams } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getMemberTimeline",
    tag: "Members",
    summary: "Read the history of a member's invitations",
    description:
      "Every invitation mail and link, oldest first, and whether it was accepted. The links themselves are not included.",
    scope: "read",
    allow: mayReadTimeline,
    params: MemberParams,
    responses: { 200: Timeline },
    refusals: ["member_not_found"],
  },
  { read: ({ tx, reader, params }) => readTimeline(tx, reader, params.id) },
);
