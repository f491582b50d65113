"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { versionOf } from "@/lib/version";
import type { Words } from "./conflict";
import { contentInTheWay } from "./content-in-the-way";
import type { FormValues } from "./form-values";

/** The existing content that a form edits. */
export type Edited<Input, C extends object> = {
  /** The content as the page shows it; a save applies to this version only. */
  seen: C;
  valuesOf: (content: C) => Input;
  words: Words<C>;
};

type Options<Input extends object, C extends object> = {
  form: FormValues<Input>;
  edited: Edited<Input, C> | undefined;
  reset: (values: Input) => void;
  submit: () => unknown;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Tracks the version that a form was opened with. If another version was saved meanwhile, the input stays until the user
 * decides. A form without changes follows the page.
 */
export function useEdited<Input extends object, C extends object>({ form, edited, reset, submit }: Options<Input, C>) {
  const router = useRouter();
  const seen = useRef(edited?.seen);
  const page = useRef(edited?.seen);
  const [current, setCurrent] = useState<C | null>(null);

  function follow(content: C) {
    seen.current = content;
    setCurrent(null);
    if (edited) reset(edited.valuesOf(content));
  }

  // Fields that only they changed are theirs; fields that I changed are mine, applied to the version just shown to me.
  function keepMine(content: C) {
    if (!edited || !seen.current) return;
    const typed = form.values;
    const opened = edited.valuesOf(seen.current);
    follow(content);
    for (const name of Object.keys(opened) as (keyof Input & string)[]) {
      if (!same(typed[name], opened[name])) form.set(name, typed[name]);
    }
    void submit();
  }

  useEffect(() => {
    if (!edited || same(edited.seen, page.current)) return;
    page.current = edited.seen;
    if (!form.isDirty && !current) follow(edited.seen);
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
