"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldError,
  type FieldErrors,
  type FieldValues,
  get,
  type Path,
  type RegisterOptions,
  useForm,
} from "react-hook-form";
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
  const { version, follow, stops, dismiss, conflict } = useEdited(form, edited, () => void submit());

  function showError(error: unknown) {
    const code = error instanceof ApiError ? error.code : "";
    const faults = error instanceof ApiError ? error.faults : [];
    const named = fieldOf[code];
    if (named) return form.setError(named, { message: (error as ApiError).message }, { shouldFocus: true });
    if (faults.length === 0) return setFailure(error);
    for (const [index, { pointer, detail }] of faults.entries()) {
      form.setError(
        pointer.slice(1).replaceAll("/", ".") as Path<Input>,
        { message: detail },
        { shouldFocus: index === 0 },
      );
    }
  }

  // An error of a field that is not on the page would be invisible, and the form would seem to do nothing.
  function sayIfUnseen(errors: FieldErrors<Input>) {
    if (!Object.values(errors).some((error) => error && "ref" in error && error.ref)) setFailure(errors);
  }

  const submit = form.handleSubmit(async (value) => {
    if (busy.current) return;
    busy.current = true;
    setFailure(null);
    dismiss();
    try {
      const saved = await save(value, version());
      if (saved) follow(saved);
    } catch (error) {
      if (!stops(error)) showError(error);
    } finally {
      busy.current = false;
    }
  }, sayIfUnseen);

  /** An input's props for a field: `register` and the field's error. */
  const field = (name: Path<Input>, options?: RegisterOptions<Input>) => {
    const fault: FieldError | undefined = get(form.formState.errors, name);
    return { error: fault?.message, ...form.register(name, options) };
  };

  return { ...form, field, submit, failure, conflict };
}
