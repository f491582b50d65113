"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type FormEvent, useRef, useState } from "react";
import { type DefaultValues, type FieldValues, type Path, type RegisterOptions, useForm } from "react-hook-form";
import type { ZodType } from "zod";
import { ApiError } from "@/lib/http/api-client";
import { type Edited, useEdited } from "./use-edited";

type Options<Input extends FieldValues, Output, C extends object> = {
  /** The domain's own schema, so that the form validates exactly what the API validates. */
  schema: ZodType<Output, Input>;
  defaultValues: DefaultValues<Input>;
  /** Saves a change to that version. Returns the saved content if the form stays open. */
  save: (value: Output, version?: string) => Promise<C | undefined | void>;
  edited?: Edited<Input, C> | undefined;
  /** Maps refusal codes to the field they belong to, such as `email_taken` to `email`. */
  fieldOf?: Partial<Record<string, Path<Input>>>;
};

const pathOf = (pointer: string) => pointer.slice(1).replaceAll("/", ".");

/** Whether one of the errors, at whatever depth, belongs to a control on the page. */
const isSeen = (errors: unknown): boolean =>
  typeof errors === "object" &&
  errors !== null &&
  ("ref" in errors ? errors.ref !== undefined : Object.values(errors).some(isSeen));

/**
 * A form backed by the API. A refusal is shown at its field, which gets the focus; others become `failure`. Input is always
 * kept, and a second submit while one is in progress does nothing. With `edited`, `conflict` is set if somebody else saved
 * first (conflict.tsx).
 */
export function useApiForm<Input extends FieldValues, Output, C extends object = never>({
  schema,
  defaultValues,
  save,
  fieldOf = {},
  edited,
}: Options<Input, Output, C>) {
  // Not on blur: an error that appears during a click would move the button from under the pointer.
  const form = useForm<Input, unknown, Output>({ resolver: zodResolver(schema), defaultValues, mode: "onSubmit" });
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);
  const { version, follow, stops, dismiss, conflict } = useEdited(form, edited, submit);

  // An error of a field that is not on the page would be invisible, and the form would seem to do nothing.
  const sayIfUnseen = (errors: unknown, error = errors) => !isSeen(errors) && setFailure(error);

  function showError(error: unknown) {
    const { code = "", message = "", faults = [] } = error instanceof ApiError ? error : {};
    const named = fieldOf[code];
    const found = named
      ? [{ name: named, text: message }]
      : faults.map(({ pointer, detail }) => ({ name: pathOf(pointer) as Path<Input>, text: detail }));
    for (const [index, { name, text }] of found.entries()) {
      form.setError(name, { message: text }, { shouldFocus: index === 0 });
    }
    const errors = found.map(({ name }) => form.getFieldState(name).error);
    sayIfUnseen(errors, error);
  }

  async function saveValid(value: Output) {
    dismiss();
    try {
      const saved = await save(value, version());
      if (saved) follow(saved);
    } catch (error) {
      if (!stops(error)) showError(error);
    }
  }

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setFailure(null);
    await form
      .handleSubmit(saveValid, (errors) => sayIfUnseen(errors))()
      .finally(() => {
        busy.current = false;
      });
  }

  /** An input's props for a field: `register` and the field's error. */
  const field = (name: Path<Input>, options?: RegisterOptions<Input>) => ({
    error: form.getFieldState(name, form.formState).error?.message,
    ...form.register(name, options),
  });

  return { ...form, field, submit, failure, conflict };
}
