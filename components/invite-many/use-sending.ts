"use client";

import { useRef, useState } from "react";
import type { InvitedMember, InviteMembersInput } from "@/domain/members/batch-schema";
import { GRANTED_AT_ONCE } from "@/lib/batch-limits";
import { api } from "@/lib/http/api-client";
import type { PersonWithUnits } from "@/lib/people/row-units";

const CHUNK = 100; // small enough to show progress, and to lose little when one fails

/** The org role and OU memberships that everyone in a batch gets who has no role of their own. */
export type Terms = Required<Pick<InviteMembersInput, "role" | "ou_memberships">>;

/** One person's result; `isRetry` if an earlier attempt got no answer and may have invited them already. */
export type Sent = { person: PersonWithUnits; answer: InvitedMember; isRetry: boolean };

export type Sending = {
  phase: "writing" | "sending" | "stopped" | "done";
  sent: readonly Sent[];
  waiting: readonly PersonWithUnits[];
  failure: unknown;
};

const NOT_BEGUN: Sending = { phase: "writing", sent: [], waiting: [], failure: null };

const chunkSize = ({ ou_memberships: units }: Terms) =>
  Math.max(1, Math.min(CHUNK, Math.floor(GRANTED_AT_ONCE / Math.max(1, units.length))));

/**
 * Invites a list in chunks, one after the other. If a chunk fails, sending stops and keeps the results so far; `retry`
 * continues with the rest, which is harmless for people whom the failed chunk did reach.
 */
export function useSending() {
  const [state, setState] = useState<Sending>(NOT_BEGUN);
  const busy = useRef(false);
  const terms = useRef<Terms>({ role: "viewer", ou_memberships: [] });

  async function run(sent: readonly Sent[], people: readonly PersonWithUnits[], uncertain: number) {
    if (busy.current) return; // ignore the second click of a double click
    busy.current = true;
    await sendAll(sent, people, uncertain).finally(() => {
      busy.current = false;
    });
  }

  async function sendAll(sent: readonly Sent[], people: readonly PersonWithUnits[], uncertain: number) {
    const size = chunkSize(terms.current);
    let done = sent;
    let waiting = people;
    let mayRepeat = uncertain;
    setState({ phase: "sending", sent: done, waiting, failure: null });
    while (waiting.length > 0) {
      const chunk = waiting.slice(0, size);
      const members = chunk.map(({ email, first_name, last_name, role, ou_memberships }) => ({
        ...{ email, first_name, last_name },
        ...(role ? { role } : {}),
        ...(ou_memberships ? { ou_memberships } : {}),
      }));
      try {
        const answers = await api<InvitedMember[]>("POST", "/members/batch", { ...terms.current, members });
        done = [...done, ...pair(chunk, answers, mayRepeat)];
      } catch (failure) {
        return setState({ phase: "stopped", sent: done, waiting, failure });
      }
      mayRepeat = Math.max(0, mayRepeat - chunk.length);
      waiting = waiting.slice(size);
      setState({ phase: waiting.length > 0 ? "sending" : "done", sent: done, waiting, failure: null });
    }
  }

  return {
    ...state,
    start(people: readonly PersonWithUnits[], chosen: Terms) {
      if (state.phase !== "writing" || people.length === 0) return;
      terms.current = chosen;
      void run([], people, 0);
    },
    retry() {
      if (state.phase === "stopped") void run(state.sent, state.waiting, chunkSize(terms.current));
    },
    reset: () => setState(NOT_BEGUN),
  };
}

function pair(chunk: readonly PersonWithUnits[], answers: readonly InvitedMember[], mayRepeat: number): Sent[] {
  return chunk.flatMap((person, index) => {
    const answer = answers[index];
    return answer ? [{ person, answer, isRetry: index < mayRepeat }] : [];
  });
}
