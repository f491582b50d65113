"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { SavedView } from "@/domain/saved-views/schema";

const load = () => import("./view-dialogs");
const SaveViewDialog = lazyDialog(() => load().then((module) => module.SaveViewDialog));
const EditViewsDialog = lazyDialog(() => load().then((module) => module.EditViewsDialog));
const style = "min-h-6 px-2 py-0";

/** The button that saves the view on the page, with its dialog. */
export function SaveView(props: { query: string }) {
  return (
    <SaveViewDialog className={style} dialog={props}>
      Save this view
    </SaveViewDialog>
  );
}

/** The button that renames and deletes saved views, with its dialog. */
export function EditViews(props: { views: readonly SavedView[] }) {
  return (
    <EditViewsDialog kind="quiet" className={style} dialog={props}>
      Edit views
    </EditViewsDialog>
  );
}
