"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { InputField } from "@/components/ui/field";
import { inputStyle } from "@/components/ui/input-style";
import { ScrollBox } from "@/components/ui/scroll-box";
import { InlineMarkdown } from "./markdown";
import { useReader } from "./reader";
import type { Callable } from "./reference";

type Outcome = { status: string; headers: string; body: string };

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function call(operation: Callable, form: FormData, token: string): Promise<Outcome> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(form.get(name))));
  const filled = (location: string) =>
    operation.params
      .filter((param) => param.in === location && form.get(param.name))
      .map(({ name }) => [name, String(form.get(name))]);
  const query = new URLSearchParams(filled("query"));
  const response = await fetch(query.size > 0 ? `${path}?${query}` : path, {
    method: operation.method,
    headers: {
      ...(operation.isPublic ? {} : { Authorization: `Bearer ${token}` }),
      ...Object.fromEntries(filled("header")),
      ...(operation.bodyExample ? { "Content-Type": "application/json" } : {}),
    },
    ...(operation.bodyExample ? { body: String(form.get("body")) } : {}),
  });
  return {
    status: `${response.status} ${response.statusText}`,
    headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n"),
    body: pretty(await response.text()),
  };
}

/** The form of the console: sends the operation to this server with the reader's token, and shows the answer. */
export function TryItForm({ operation }: { operation: Callable }) {
  const { token, setToken } = useReader();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [failure, setFailure] = useState("");
  const id = useId();

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure("");
    try {
      setOutcome(await call(operation, new FormData(event.currentTarget), token));
    } catch {
      setFailure("The server did not answer. Is it still running?");
    }
  }

  return (
    <form onSubmit={send} className="space-y-3 border-line border-t p-3">
      {!operation.isPublic && (
        <InputField
          label="Access token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="lv_pat_…"
          value={token}
          onChange={(event) => setToken(event.target.value.trim())}
          className="font-mono"
          hint="The same for every operation. It stays in this tab’s memory and is sent only to this server."
        />
      )}
      {operation.params.map(({ name, required, description, example }) => (
        <p key={name}>
          <label htmlFor={`${id}-${name}`} className="block text-sm">
            {name}{" "}
            <span className="text-muted">
              <InlineMarkdown text={description} />
            </span>
          </label>
          <input
            id={`${id}-${name}`}
            name={name}
            required={required}
            placeholder={example}
            className={classNames(inputStyle, "mt-1 font-mono")}
          />
        </p>
      ))}
      {operation.bodyExample && (
        <p>
          <label htmlFor={`${id}-body`} className="block text-sm">
            Body
          </label>
          <textarea
            id={`${id}-body`}
            name="body"
            rows={operation.bodyExample.split("\n").length + 1}
            defaultValue={operation.bodyExample}
            className={classNames(inputStyle, "mt-1 font-mono text-sm")}
          />
        </p>
      )}
      <Button type="submit">
        Send {operation.method}
        <span className="sr-only"> {operation.path}</span>
      </Button>
      {!operation.isPublic && token === "" && (
        <span className="ml-3 text-muted text-sm">Without a token, expect 401.</span>
      )}
      <div aria-live="polite">
        {failure && <p className="text-bad">{failure}</p>}
        {outcome && (
          <>
            <p className="font-mono text-sm">{outcome.status}</p>
            <ScrollBox label="Answer" className="mt-2 max-h-96 rounded-lg bg-raised p-3">
              <pre>{`${outcome.headers}\n\n${outcome.body}`}</pre>
            </ScrollBox>
          </>
        )}
      </div>
    </form>
  );
}
