import { z } from "zod";
import { name, pathId, text, timestamp } from "@/lib/fields";

/** How many views a member may save. */
export const VIEWS_A_MEMBER = 20;

const query = () =>
  text({ max: 2000 }).meta({
    description: "Parameters of `GET /members`, as in an address. What is not valid is ignored when the view is opened",
    example: "role=admin&sort=name",
  });

/** A saved view of the members list, as its owner sees it. */
export const SavedView = z
  .object({
    id: z.string().meta({ description: "Identifier of the view", example: "view_abc123" }),
    name: z.string().meta({ example: "Admins" }),
    query: query(),
    created_at: timestamp(),
  })
  .meta({ id: "SavedView" });

export const SavedViewList = z.array(SavedView);

export const SavedViewBody = z
  .strictObject({ name: name(50).meta({ description: "Unique among your views", example: "Admins" }), query: query() })
  .meta({ id: "SaveView" });

export const SavedViewParams = z.object({ id: pathId().meta({ example: "view_abc123" }) });

/** The part of a view that PUT replaces, from which the version is computed (contract §10). */
export const viewContent = ({ name, query }: SavedViewInput): SavedViewInput => ({ name, query });

export type SavedView = z.output<typeof SavedView>;
export type SavedViewInput = z.output<typeof SavedViewBody>;
