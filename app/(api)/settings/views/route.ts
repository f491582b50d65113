import { createView, listViews } from "@/domain/saved-views/operations";
import { mayManageOwnViews } from "@/domain/saved-views/policy";
import { SavedView, SavedViewBody, SavedViewList, VIEWS_A_MEMBER, viewContent } from "@/domain/saved-views/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "listViews",
    tag: "Your Account",
    summary: "List your saved views of the members list",
    description: "Oldest first. Nobody else sees them.",
    scope: "read",
    allow: mayManageOwnViews,
    responses: { 200: SavedViewList },
  },
  { read: ({ tx, reader }) => listViews(tx, reader) },
);

export const POST = endpoint(
  {
    id: "createView",
    tag: "Your Account",
    summary: "Save a view of the members list",
    description: `A name for parameters of the list. You may have up to ${VIEWS_A_MEMBER}.`,
    scope: "admin",
    allow: mayManageOwnViews,
    body: SavedViewBody,
    versioned: { content: viewContent },
    responses: { 201: SavedView },
    refusals: ["view_name_taken", "too_many_views"],
  },
  ({ tx, actor, body }) => createView(tx, actor, body),
);
