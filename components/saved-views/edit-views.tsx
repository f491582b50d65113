"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { SavedView } from "@/domain/saved-views/schema";

const EditViewsDialog = lazyDialog(() => import("./edit-views-dialog").then((module) => module.EditViewsDialog));

/** The button that renames and deletes saved views, with its dialog. */
export function EditViews(props: { views: readonly SavedView[] }) {
  return (
    <EditViewsDialog kind="quiet" className="min-h-6 px-2 py-0" dialog={props}>
      Edit views
    </EditViewsDialog>
  );
}
