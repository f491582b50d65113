"use client";

import { useRouter } from "next/navigation";
import { useOffline } from "next/offline";
import { type FormEvent, type ReactNode, useEffect, useRef, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { listHref } from "./list-href";

const DEBOUNCE_MILLISECONDS = 250;

const nothingKept = {};

type Props = {
  path: string;
  /** Field values from the URL, by field name; the fields follow when the URL changes, as with the back button. */
  values: Record<string, string>;
  /** Parameters that stay whatever is filtered, such as the page size. */
  kept?: Record<string, string | undefined>;
  label: string;
  fields: ReactNode;
  children: ReactNode;
};

/**
 * A list and its filter form; the URL is the only state. Without JavaScript it is a plain GET form. With it, typing filters
 * in place after a short pause and keeps the focus.
 */
export function FilteredList({ path, values, kept = nothingKept, label, fields, children }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = listHref(path, { ...values, ...kept });
  const sent = useRef(current);
  const [isPending, startTransition] = useTransition();
  const isOffline = useOffline();

  useEffect(() => {
    if (current === sent.current) return;
    sent.current = current;
    for (const field of form.current?.elements ?? []) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
      if (field.type !== "hidden") field.value = values[field.name] ?? "";
    }
  }, [current, values]);

  useEffect(() => () => clearTimeout(timer.current), []);

  function apply() {
    clearTimeout(timer.current);
    if (!form.current) return;
    const entries = [...new FormData(form.current)].map(([name, value]) => [name, String(value).trim()]);
    const href = listHref(path, Object.fromEntries(entries));
    if (href === sent.current) return;
    sent.current = href;
    startTransition(() => router.replace(href, { scroll: false }));
  }

  function onInput(event: FormEvent<HTMLFormElement>) {
    clearTimeout(timer.current);
    const wait = event.target instanceof HTMLSelectElement ? 0 : DEBOUNCE_MILLISECONDS;
    timer.current = setTimeout(apply, wait);
  }

  return (
    <>
      <search aria-label={label}>
        <form
          ref={form}
          action={path}
          onInput={onInput}
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
          className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2"
        >
          {fields}
          {Object.entries(kept).map(
            ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
          )}
          <noscript>
            <Button type="submit">Apply</Button>
          </noscript>
        </form>
      </search>
      <div aria-busy={isPending} className={isPending && !isOffline ? "opacity-60" : ""}>
        {children}
      </div>
    </>
  );
}
