import { deleteView, updateView, viewVersion } from "@/domain/saved-views/operations";
import { mayManageOwnViews } from "@/domain/saved-views/policy";
import { SavedView, SavedViewBody, SavedViewParams } from "@/domain/saved-views/schema";
import { endpoint } from "@/lib/http/endpoint";

export const PUT = endpoint(
  {
    id: "updateView",
    tag: "Your Account",
    summary: "Rename a saved view, or change its parameters",
    scope: "admin",
    allow: mayManageOwnViews,
    params: SavedViewParams,
    body: SavedViewBody,
    versioned: viewVersion,
    responses: { 200: SavedView },
    refusals: ["view_not_found", "view_name_taken"],
  },
  ({ tx, actor, params, body }) => updateView(tx, actor, params.id, body),
);

export const DELETE = endpoint(
  {
    id: "deleteView",
    tag: "Your Account",
    summary: "Delete a saved view",
    scope: "admin",
    allow: mayManageOwnViews,
    params: SavedViewParams,
    versioned: viewVersion,
    responses: { 204: null },
    refusals: ["view_not_found"],
  },
  ({ tx, actor, params }) => deleteView(tx, actor, params.id),
);
