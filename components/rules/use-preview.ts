"use client";

import { useRef, useState } from "react";
import type { PreviewInput, RulesetPreview } from "@/domain/rulesets/schema";
import { ApiError, api } from "@/lib/http/api-client";

/** Asks what a change of a ruleset would do. Nothing is written. Throws ApiError, a rule's faults at the rule's own fields. */
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
 * For a form with two buttons: one shows what its change would do, the other saves. What was shown goes with the next key,
 * because it is no longer true.
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
    /** For the form's inputs. */
    forget: () => setPreview(null),
    /** For a button's click, before the form is submitted by it. */
    ask: () => {
      isAsking.current = true;
    },
    submit: async (input: Input, version?: string) => {
      const asked = isAsking.current;
      isAsking.current = false;
      if (asked) setPreview(await readPreview(rulesetId, changeOf(input)));
      else await save(input, version);
    },
    /** For a submit that the form itself refuses. */
    settle: () => {
      isAsking.current = false;
    },
  };
}
