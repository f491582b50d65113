"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { ApiError, api } from "@/lib/http/api-client";
import { LEADS_PATH } from "./lead-list-state";

/** It is gone already: what was asked for is so. */
function unlessGone(error: unknown): void {
  if (error instanceof ApiError && error.code === "lead_not_found") return;
  throw error;
}

type Props = { leadId: string; title: string; unitName: string; aliases: number };

/** The button that erases a person from the OU, and the question before it, which says what goes. */
export function EraseLead({ leadId, title, unitName, aliases }: Props) {
  return (
    <ConfirmAction
      kind="danger"
      trigger="Erase lead"
      title={`Erase ${title}?`}
      consequence={
        <>
          <p>Everything that {unitName} knows of this person goes, and it cannot be undone:</p>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            <li>Every event of theirs, and what was sent with it</li>
            <li>Their score and its history</li>
            <li>
              Profile, owner and {aliases === 1 ? "the one alias" : `the ${aliases} aliases`}; a new event with one of
              them makes a new lead
            </li>
          </ul>
        </>
      }
      confirm={`Erase ${title}`}
      done={`${title} was erased`}
      focusAfterId="content"
      leaveTo={LEADS_PATH}
      act={() => api("DELETE", `/leads/${leadId}`).catch(unlessGone)}
    />
  );
}
