"use client";

import { useRouter } from "next/navigation";
import { flushSync } from "react-dom";
import { toast } from "sonner";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField } from "@/components/ui/field";
import { SavedViewBody } from "@/domain/saved-views/schema";
import { api } from "@/lib/http/api-client";

type FormProps = { query: string };
type Props = FormProps & { open: boolean; onClose: () => void };

/** Saves the filters, order and page size of the list under a name. */
export function SaveViewDialog({ open, onClose, query }: Props) {
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
