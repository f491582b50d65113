"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { versionOf } from "@/lib/version";
import type { Words } from "./conflict";
import { contentInTheWay } from "./content-in-the-way";

/** The existing content that a form edits. */
export type Edited<Input, C extends object> = {
  /** The content as the page shows it; a save applies to this version only. */
  seen: C;
  valuesOf: (content: C) => Input;
  words: Words<C>;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Tracks the version that a form was opened with. If another version was saved meanwhile, the input stays until the user
 * decides. A form without changes follows the page.
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

  // Fields that only they changed are theirs; fields that I changed are mine, applied to the version just shown to me.
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
    /** Whether the failure is a version conflict; if so, shows it. */
    stops: (error: unknown) => {
      const content = contentInTheWay<C>(error);
      if (!content) return false;
      setCurrent(content);
      router.refresh(); // the page behind the form is outdated too
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
