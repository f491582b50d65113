"use client";

import { lazyDialog } from "@/components/forms/lazy-dialog";

const SaveViewDialog = lazyDialog(() => import("./save-view-dialog").then((module) => module.SaveViewDialog));

/** The button that saves the view on the page, with its dialog. */
export function SaveView(props: { query: string }) {
  return (
    <SaveViewDialog className="min-h-6 px-2 py-0" dialog={props}>
      Save this view
    </SaveViewDialog>
  );
}
