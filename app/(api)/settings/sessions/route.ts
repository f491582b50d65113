import { endOtherSessions, streamSessions } from "@/domain/sessions/operations";
import { mayManageOwnSessions } from "@/domain/sessions/policy";
import { SessionList } from "@/domain/sessions/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "listSessions",
    tag: "Your Account",
    summary: "List the browsers you are signed in with",
    description: "Most recently used first.",
    scope: "read",
    allow: mayManageOwnSessions,
    responses: { 200: SessionList },
  },
  { read: async ({ tx, reader, again }) => (await streamSessions(tx, reader, again)).items },
);

export const DELETE = endpoint(
  {
    id: "endOtherSessions",
    tag: "Your Account",
    summary: "Sign out everywhere else",
    description: "Ends all your sessions except the one that sends this request; with an access token, all of them.",
    scope: "admin",
    allow: mayManageOwnSessions,
    responses: { 204: null },
  },
  ({ tx, actor }) => endOtherSessions(tx, actor),
);
