"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

type Word<Value> = string | { label: string; say: (value: NonNullable<Value>) => string };

/** Labels for the fields of a content, and how to display values that are not plain text. */
export type Words<C> = { [Field in keyof C]-?: Word<C[Field]> };

function said<Value>(word: Word<Value>, value: Value): string {
  if (value === null || value === undefined || value === "") return "empty";
  if (typeof word !== "string") return word.say(value) || "empty";
  return typeof value === "boolean" ? (value ? "on" : "off") : String(value);
}

type FieldsProps<C> = { seen: C; current: C; words: Words<C> };

/** Lists what somebody else has changed, field by field. */
export function ChangedFields<C extends object>({ seen, current, words }: FieldsProps<C>) {
  const names = (Object.keys(words) as (keyof C)[]).filter(
    (name) => JSON.stringify(seen[name] ?? null) !== JSON.stringify(current[name] ?? null),
  );
  if (names.length === 0) return <p>The fields shown here are unchanged.</p>;
  return (
    <ul className="list-disc space-y-1 pl-5">
      {names.map((name) => {
        const word = words[name];
        return (
          <li key={String(name)}>
            {typeof word === "string" ? word : word.label}: <strong>{said(word, current[name])}</strong> (you opened it
            as {said(word, seen[name])})
          </li>
        );
      })}
    </ul>
  );
}

type Props<C> = FieldsProps<C> & { onTheirs: () => void; onMine: () => void };

// The buttons disappear with the notice and would take the focus with them.
const backToForm = ({ currentTarget: { form } }: { currentTarget: HTMLButtonElement }) =>
  form?.querySelector<HTMLElement>("input, select, textarea")?.focus();

/** Shown in a form when somebody else saved first: what they changed, and a choice of whose changes to keep. */
export function Conflict<C extends object>({ onTheirs, onMine, ...fields }: Props<C>) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div
      ref={notice}
      role="alert"
      tabIndex={-1}
      className="space-y-2 rounded-md border border-bad px-3 py-2 text-sm outline-none"
    >
      <p className="font-medium">Somebody else has changed this since you opened it. Nothing has been saved yet.</p>
      <ChangedFields {...fields} />
      <p className="text-muted">
        What you typed is still here. If you keep yours, the fields you changed overwrite theirs; all other fields keep
        their current values.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={(event) => {
            onTheirs();
            backToForm(event);
          }}
        >
          Use theirs
        </Button>
        <Button
          kind="primary"
          onClick={(event) => {
            backToForm(event);
            onMine();
          }}
        >
          Keep mine and save
        </Button>
      </div>
    </div>
  );
}
