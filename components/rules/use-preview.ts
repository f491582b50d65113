"use client";

import { useRef, useState } from "react";
import type { PreviewInput, RulesetPreview } from "@/domain/rulesets/schema";
import { ApiError, api } from "@/lib/http/api-client";

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

/**
 * For a form with two buttons: one previews the change, the other saves it. The preview disappears on the next input,
 * because it is outdated.
 */
export function usePreview<Input>(
  rulesetId: string,
  changeOf: (input: Input) => PreviewInput,
  save: (input: Input, version?: string) => Promise<void>,
) {
  const [preview, setPreview] = useState<RulesetPreview | null>(null);
  const isAsking = useRef(false);
  return {
    preview,
    /** Call on every input. */
    forget: () => setPreview(null),
    /** Call when the preview button is clicked, before its submit. */
    ask: () => {
      isAsking.current = true;
    },
    submit: async (input: Input, version?: string) => {
      const asked = isAsking.current;
      isAsking.current = false;
      if (asked) setPreview(await readPreview(rulesetId, changeOf(input)));
      else await save(input, version);
    },
    /** Call after a submit, in case the form itself refused it. */
    settle: () => {
      isAsking.current = false;
    },
  };
}
