"use client";

import { ConfirmAction } from "@/components/forms/confirm-action";
import { useUnitPath } from "@/components/units/unit-shown";
import type { LeadContent } from "@/domain/leads/schema";
import { api, unlessGone } from "@/lib/http/api-client";
import { leadWords } from "./lead-words";

type Props = { leadId: string; title: string; unitName: string; seen: LeadContent };

/** Erases a person from the OU, after a confirmation that says what is erased. */
export function EraseLead({ leadId, title, unitName, seen }: Props) {
  const aliases = seen.aliases.length;
  return (
    <ConfirmAction
      kind="danger"
      trigger="Erase lead"
      title={`Erase ${title}?`}
      consequence={
        <>
          <p>Everything that {unitName} knows about this person is erased, and this cannot be undone:</p>
          <ul className="mt-2 list-disc space-y-1 pl-5">
            <li>All their events, with the data sent along</li>
            <li>Their score and its history</li>
            <li>
              Profile, owner and {aliases === 1 ? "the one alias" : `the ${aliases} aliases`}; a new event with one of
              them creates a new lead
            </li>
          </ul>
        </>
      }
      confirm={`Erase ${title}`}
      done={`${title} was erased`}
      focusAfterId="content"
      leaveTo={useUnitPath()("/leads")}
      edited={{ seen, words: leadWords }}
      act={(version) => api("DELETE", `/leads/${leadId}`, undefined, version).catch(unlessGone("lead_not_found"))}
    />
  );
}
