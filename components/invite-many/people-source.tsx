"use client";

import { type ChangeEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextareaField } from "@/components/ui/field";
import { countText } from "@/lib/number-text";
import type { ListedPerson } from "@/lib/people/read-pasted";
import { decodeText, type Field, readPeople } from "@/lib/people/read-records";

const LARGEST_FILE_BYTES = 5_000_000;

/** The input: typed or pasted text, or a file instead. */
export type Source = { text: string; file: { name: string; people: ListedPerson[]; unused: string[] } | null };

type Props = {
  source: Source;
  /** The columns that are read, the address first. */
  columns: readonly Field[];
  onChange: (source: Source) => void;
};

/** A field to paste addresses into, or a CSV file instead. */
export function PeopleSource({ source, columns, onChange }: Props) {
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { file } = source;

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const [chosen] = event.target.files ?? [];
    if (!chosen) return;
    setProblem(undefined);
    const read = await readFile(chosen, columns);
    if ("problem" in read) setProblem(`${chosen.name}: ${read.problem}`);
    else onChange({ ...source, file: { name: chosen.name, ...read } });
    event.target.value = ""; // so that the same file can be chosen again after a correction
  }

  return (
    <div className="space-y-3">
      {file ? (
        <div className="flex flex-wrap items-center gap-2 rounded-md border border-line px-3 py-2">
          <p className="min-w-40 flex-1 wrap-anywhere">
            <span className="font-medium">{file.name}</span>
            <span className="text-muted">, {countText(file.people.length, "row")}</span>
            {file.unused.length > 0 && (
              <span className="block text-muted text-sm">Ignored columns: {file.unused.join(", ")}</span>
            )}
          </p>
          <Button onClick={() => input.current?.click()}>Choose another</Button>
          <Button kind="quiet" onClick={() => onChange({ ...source, file: null })}>
            Remove the file
          </Button>
        </div>
      ) : (
        <TextareaField
          label="E-mail addresses"
          rows={6}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          className="font-mono"
          placeholder="ada@example.com, Grace Hopper <grace@example.com>"
          value={source.text}
          onChange={(event) => onChange({ ...source, text: event.target.value })}
          hint="Separated by commas, semicolons, spaces or new lines, each with or without a name."
        />
      )}
      {!file && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button onClick={() => input.current?.click()}>Choose a CSV file</Button>
          <p className="text-muted text-sm">
            With some of the columns <code>{columns.join(", ")}</code>, or only addresses.
          </p>
        </div>
      )}
      <input
        ref={input}
        type="file"
        aria-label="CSV file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={choose}
        tabIndex={-1}
        className="sr-only"
      />
      <p role="alert" className="text-bad text-sm empty:hidden">
        {problem}
      </p>
    </div>
  );
}

async function readFile(file: File, columns: readonly Field[]) {
  if (file.size > LARGEST_FILE_BYTES) return { problem: "It is larger than 5 MB; split it." };
  return readPeople(decodeText(new Uint8Array(await file.arrayBuffer())), columns);
}
