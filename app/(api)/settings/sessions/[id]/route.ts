import { endSession } from "@/domain/sessions/operations";
import { mayManageOwnSessions } from "@/domain/sessions/policy";
import { SessionParams } from "@/domain/sessions/schema";
import { endpoint } from "@/lib/http/endpoint";

export const DELETE = endpoint(
  {
    id: "endSession",
    tag: "Your Account",
    summary: "End one of your sessions",
    description: "That browser is signed out on its next request.",
    scope: "admin",
    allow: mayManageOwnSessions,
    params: SessionParams,
    responses: { 204: null },
    refusals: ["session_not_found"],
  },
  ({ tx, actor, params }) => endSession(tx, actor, params.id),
);
