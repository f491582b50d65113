"use client";

import { useRouter } from "next/navigation";
import { flushSync } from "react-dom";
import { toast } from "sonner";
import { ActButton } from "@/components/forms/act-button";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { InputField } from "@/components/ui/field";
import { type SavedView, SavedViewBody, viewContent } from "@/domain/saved-views/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { versionOf } from "@/lib/version";

type FormProps = { query: string };
type SaveProps = FormProps & { open: boolean; onClose: () => void };

/** Saves the filters, order and page size of the list under a name. */
export function SaveViewDialog({ open, onClose, query }: SaveProps) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Save this view"
      description="Keeps the filters, the order and the page size. Only you see your views."
    >
      <SaveViewForm query={query} onSaved={onClose} />
    </FormDialog>
  );
}

function SaveViewForm({ query, onSaved }: FormProps & { onSaved: () => void }) {
  const router = useRouter();
  const form = useApiForm({
    schema: SavedViewBody,
    defaultValues: { name: "", query },
    fieldOf: { view_name_taken: "name" },
    async save(input) {
      await api("POST", "/settings/views", input);
      toast.success(`Saved the view ${input.name}`);
      flushSync(onSaved); // nothing behind an open dialog can take the focus
      document.getElementById("content")?.focus(); // the button will be gone
      router.refresh();
    },
  });
  return (
    <DialogForm form={form} action={["Save", "Saving…"]}>
      <InputField label="Name" autoComplete="off" {...form.field("name")} />
    </DialogForm>
  );
}

type EditProps = { views: readonly SavedView[]; open: boolean; onClose: () => void };

/** Renames and deletes saved views. */
export function EditViewsDialog({ views, open, onClose }: EditProps) {
  return (
    <FormDialog open={open} onClose={onClose} title="Saved views" description="Only you see your views.">
      <ul className="space-y-3">
        {views.map((view) => (
          <li key={`${view.id} ${view.name}`}>
            <View view={view} />
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button id="views-done" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </FormDialog>
  );
}

function View({ view }: { view: SavedView }) {
  const router = useRouter();
  const { id, name, query } = view;
  const version = versionOf(viewContent(view));
  const form = useApiForm({
    schema: SavedViewBody,
    defaultValues: { name, query },
    fieldOf: { view_name_taken: "name" },
    async save(input) {
      await api("PUT", `/settings/views/${id}`, input, version);
      toast.success(`Renamed ${name} to ${input.name}`);
      router.refresh();
    },
  });
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-wrap items-end gap-2">
      <div className="min-w-40 flex-1">
        <InputField label={`Name of ${name}`} autoComplete="off" {...form.field("name")} />
      </div>
      <Button type="submit" aria-label={`Rename ${name}`}>
        Rename
      </Button>
      <ActButton
        kind="quiet"
        label={`Delete ${name}`}
        done={`Deleted the view ${name}`}
        focusAfterId="views-done"
        act={() => api("DELETE", `/settings/views/${id}`, undefined, version).catch(unlessGone("view_not_found"))}
      >
        Delete
      </ActButton>
      <FormError error={form.failure} />
    </form>
  );
}
