"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { versionOf } from "@/lib/version";
import { contentInTheWay, type Words } from "./conflict";

/** What a form changes, where it makes nothing new. */
export type Edited<Input, C extends object> = {
  /** What the page shows of it: a save is meant for this version alone. */
  seen: C;
  valuesOf: (content: C) => Input;
  words: Words<C>;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * The version that a form was opened with, and what to do where another has come in between: what was typed stays until the
 * person has chosen. A form that nobody has typed in follows the page.
 */
export function useEdited<Input extends FieldValues, Output, C extends object>(
  form: UseFormReturn<Input, unknown, Output>,
  edited: Edited<Input, C> | undefined,
  submit: () => void,
) {
  const router = useRouter();
  const seen = useRef(edited?.seen);
  const page = useRef(edited?.seen);
  const [current, setCurrent] = useState<C | null>(null);
  const { isDirty } = form.formState;

  function follow(content: C) {
    seen.current = content;
    setCurrent(null);
    if (edited) form.reset(edited.valuesOf(content));
  }

  // What they changed and I did not is theirs; what I changed is mine, over the version that I have been shown now.
  function keepMine(content: C) {
    if (!edited || !seen.current) return;
    const typed = structuredClone(form.getValues());
    const opened = edited.valuesOf(seen.current);
    follow(content);
    for (const name of Object.keys(opened) as Path<Input>[]) {
      if (!same(typed[name], opened[name])) form.setValue(name, typed[name], { shouldDirty: true });
    }
    submit();
  }

  useEffect(() => {
    if (!edited || same(edited.seen, page.current)) return;
    page.current = edited.seen;
    if (!isDirty && !current) follow(edited.seen);
  });

  return {
    version: () => seen.current && versionOf(seen.current),
    follow,
    /** Whether a failure is that another version is there; then it is shown. */
    stops: (error: unknown) => {
      const content = contentInTheWay<C>(error);
      if (!content) return false;
      setCurrent(content);
      router.refresh(); // the page behind the form is of another version too
      return true;
    },
    dismiss: () => setCurrent(null),
    conflict:
      edited && current && seen.current
        ? {
            seen: seen.current,
            current,
            words: edited.words,
            onTheirs: () => follow(current),
            onMine: () => keepMine(current),
          }
        : null,
  };
}
