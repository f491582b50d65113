import type { ComponentProps, FormEvent, ReactNode } from "react";
import { Conflict } from "./conflict";
import { useFormDialog } from "./form-dialog";
import { FormDialogActions } from "./form-dialog-actions";
import { FormError } from "./form-error";

type Form<C extends object> = {
  submit: (event: FormEvent<HTMLFormElement>) => unknown;
  failure: unknown;
  conflict?: ComponentProps<typeof Conflict<C>> | null;
  formState: { isDirty: boolean; isSubmitting: boolean };
};
type Props<C extends object> = {
  /** What useApiForm returns, or the same of a form that keeps its own state. */
  form: Form<C>;
  /** The submit button's text, idle and while saving. */
  action: [idle: string, busy: string];
  children: ReactNode;
};

/** A form in a FormDialog: what stops it, its fields, and its buttons. */
export function DialogForm<C extends object>({ form, action, children }: Props<C>) {
  const { submit, failure, conflict, formState } = form;
  const requestClose = useFormDialog(formState.isDirty);
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError error={failure} />
      {conflict && <Conflict {...conflict} />}
      {children}
      <FormDialogActions onCancel={requestClose} isBusy={formState.isSubmitting} action={action} />
    </form>
  );
}
