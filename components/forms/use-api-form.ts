"use client";

import { type ChangeEvent, type FormEvent, useReducer, useRef, useState } from "react";
import { ApiError } from "@/lib/http/api-client";
import { FormValues } from "./form-values";
import { type Edited, useEdited } from "./use-edited";
import { type Faults, judge, loaderOf, type SchemaSource } from "./validator";

/** The path of a field: its name, or that of a field in a row. */
export type FieldPath<Input> = Extract<keyof Input, string> | `${Extract<keyof Input, string>}.${number}.${string}`;

type Options<Input extends object, Output, C extends object> = {
  /** The domain's own schema, so that the form validates exactly what the API validates. */
  schema: SchemaSource<Input, Output>;
  defaultValues: Input;
  /** Saves a change to that version. Returns the saved content if the form stays open. */
  save: (value: Output, version?: string) => Promise<C | undefined | void>;
  edited?: Edited<Input, C> | undefined;
  /** Maps refusal codes to the field they belong to, such as `email_taken` to `email`. */
  fieldOf?: Partial<Record<string, FieldPath<Input>>>;
};

const pathOf = (pointer: string) => pointer.slice(1).replaceAll("/", ".");

/**
 * A form backed by the API. A refusal is shown at its field, which gets the focus; others become `failure`. Input is always
 * kept, and a second submit while one is in progress does nothing. With `edited`, `conflict` is set if somebody else saved
 * first (conflict.tsx).
 */
export function useApiForm<Input extends object, Output, C extends object = never>({
  schema,
  defaultValues,
  save,
  fieldOf = {},
  edited,
}: Options<Input, Output, C>) {
  const [form] = useState(() => new FormValues(defaultValues));
  const [load] = useState(() => loaderOf(schema));
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const [errors, setErrors] = useState<Faults>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [isSubmitting, setSubmitting] = useState(false);
  const isJudged = useRef(false);
  const busy = useRef(false);
  const { version, follow, stops, dismiss, conflict } = useEdited({ form, edited, reset, submit });

  // An error of a field that is not on the page would be invisible, and the form would seem to do nothing.
  function showFaults(faults: Faults, error: unknown) {
    setErrors(faults);
    if (!form.focus(...Object.keys(faults))) setFailure(error);
  }

  function showError(error: unknown) {
    const { code = "", message = "", faults = [] } = error instanceof ApiError ? error : {};
    const named = fieldOf[code];
    if (named) showFaults({ [named]: message }, error);
    else if (faults.length === 0) setFailure(error);
    else showFaults(Object.fromEntries(faults.map(({ pointer, detail }) => [pathOf(pointer), detail])), error);
  }

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setSubmitting(true);
    setFailure(null);
    try {
      const judged = judge(await load(), form.values);
      isJudged.current = true;
      if ("faults" in judged) return showFaults(judged.faults, judged);
      setErrors({});
      dismiss();
      const saved = await save(judged.value, version());
      if (saved) follow(saved);
    } catch (error) {
      if (!stops(error)) showError(error);
    } finally {
      busy.current = false;
      setSubmitting(false);
    }
  }

  // Only after a submit: an error that appears during a click would move the button from under the pointer.
  async function judgeAgain(path: string) {
    const judged = judge(await load(), form.values);
    const fault = "faults" in judged ? judged.faults[path] : undefined;
    setErrors(({ [path]: _former, ...others }) => (fault ? { ...others, [path]: fault } : others));
  }

  function reset(values: Input) {
    form.reset(values);
    setErrors({});
    isJudged.current = false;
    redraw();
  }

  const prepare = () => void load().catch(() => {}); // a submit tries again

  /** A control's props for a field; `as` makes another value of its text. */
  const register = (name: FieldPath<Input>, as?: (text: string) => unknown) => ({
    name,
    ref: form.refOf(name),
    onFocus: prepare,
    onChange({ target }: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) {
      form.take(name, target, as);
      redraw();
      if (isJudged.current) judgeAgain(name).catch(() => {});
    },
  });

  /** The same with the field's error. */
  const field = (...named: Parameters<typeof register>) => ({ error: errors[named[0]], ...register(...named) });

  /** Sets a field that has no control of its own, or that nobody typed into: then it doesn't count as a change. */
  function setValue<Name extends keyof Input & string>(name: Name, value: Input[Name], isSuggested = false) {
    if (isSuggested) form.suggest(name, value);
    else form.set(name, value);
    redraw();
  }

  const { values, isDirty, focus: setFocus } = form;
  return {
    values,
    register,
    field,
    setValue,
    setFocus,
    reset,
    submit,
    failure,
    conflict,
    errors,
    formState: { isDirty, isSubmitting },
  };
}
