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
  /** The domain's own schema: what the API validates is what the form validates. */
  schema: ZodType<Output, Input>;
  defaultValues: DefaultValues<Input>;
  /** Saves it, as a change to that version. Returns the saved content if the form stays open. */
  save: (value: Output, version?: string) => Promise<C | undefined | void>;
  edited?: Edited<Input, C> | undefined;
  /** Refusals that belong to one field, such as `email_taken` to `email`. */
  fieldOf?: Partial<Record<string, Path<Input>>>;
};

/**
 * A form over the API. A refusal lands on its field, which is focused; any other stays as `failure`. What was typed is
 * always kept, and submitting twice while the first is under way does nothing. Of a form that is `edited`, `conflict` is
 * there when somebody else was quicker (conflict.tsx).
 */
export function useApiForm<Input extends FieldValues, Output, C extends object = never>({
  schema,
  defaultValues,
  save,
  fieldOf = {},
  edited,
}: Options<Input, Output, C>) {
  // Not on leaving a field: an error that appears under the pressed pointer moves the button away from its click.
  const form = useForm<Input, unknown, Output>({ resolver: zodResolver(schema), defaultValues, mode: "onSubmit" });
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);
  const { version, follow, stops, dismiss, conflict } = useEdited(form, edited, () => void submit());

  function place(error: unknown) {
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

  // A fault of no field on the page has no place to show; a form that stands still without a word is worse than any.
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
      if (!stops(error)) place(error);
    } finally {
      busy.current = false;
    }
  }, sayIfUnseen);

  /** What an input has of its field: its value, by `register`, and its error. */
  const field = (name: Path<Input>, options?: RegisterOptions<Input>) => {
    const fault: FieldError | undefined = get(form.formState.errors, name);
    return { error: fault?.message, ...form.register(name, options) };
  };

  return { ...form, field, submit, failure, conflict };
}
