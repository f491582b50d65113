"use client";

import { useEffect, useRef, useState } from "react";
import type { PreviewInput, RulesetPreview } from "@/domain/rulesets/schema";
import { ApiError, api } from "@/lib/http/api-client";

const DEBOUNCE_MILLISECONDS = 500;

/** Previews a change of a ruleset without saving it. Throws ApiError, with a rule's faults at the rule's own fields. */
export async function readPreview(rulesetId: string, change: PreviewInput): Promise<RulesetPreview> {
  try {
    return await api<RulesetPreview>("POST", `/rulesets/${rulesetId}/preview`, change);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const faults = error.faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/rules\/\d+/, "") }));
    throw new ApiError(error.status, error.code, error.message, error.requestId, faults);
  }
}

type Options<Input> = {
  rulesetId: string;
  changeOf: (input: Input) => PreviewInput;
  save: (input: Input, version?: string) => Promise<void>;
  /** What the form holds, if it is valid. */
  read: () => Input | null;
};

/**
 * For a form with two buttons: one previews the change, the other saves it. Once asked for, the preview stays and follows what
 * is entered; until the answer is there, `isOld` says that it belongs to what was entered before.
 */
export function usePreview<Input>({ rulesetId, changeOf, save, read }: Options<Input>) {
  const [preview, setPreview] = useState<RulesetPreview | null>(null);
  const [isOld, setOld] = useState(false);
  const isAsking = useRef(false);
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function show(input: Input) {
    asked.current += 1;
    const number = asked.current;
    const found = await readPreview(rulesetId, changeOf(input));
    if (number !== asked.current) return;
    setPreview(found);
    setOld(false);
  }

  return {
    preview,
    isOld,
    /** Call on every input. */
    follow: () => {
      asked.current += 1;
      clearTimeout(timer.current);
      if (!preview) return;
      setOld(true);
      timer.current = setTimeout(() => {
        const input = read();
        if (input) show(input).catch(() => {}); // it stays old, and the button asks again and says why not
      }, DEBOUNCE_MILLISECONDS);
    },
    /** Call when the preview button is clicked, before its submit. */
    ask: () => {
      isAsking.current = true;
    },
    submit: async (input: Input, version?: string) => {
      const wasAsking = isAsking.current;
      isAsking.current = false;
      clearTimeout(timer.current);
      if (wasAsking) await show(input);
      else await save(input, version);
    },
    /** Call after a submit, in case the form itself refused it. */
    settle: () => {
      isAsking.current = false;
    },
  };
}
