"use client";

import { useEffect, useState } from "react";
import type { InvitedMember } from "@/domain/members/batch-schema";
import { INVITED_AT_ONCE } from "@/lib/batch-limits";
import { api } from "@/lib/http/api-client";
import type { JudgedPerson } from "@/lib/people/judge-people";

const PAUSE_MILLISECONDS = 400;

/** An existing member with a listed address. */
export type KnownMember = Pick<InvitedMember, "org_member_id" | "status">;

/** The member with each address, or null if there is none. */
type Answers = ReadonlyMap<string, KnownMember | null>;

/**
 * Asks the API in a dry run which people are members already, by key: a moment after the list changes, once for each
 * address. `failed` while the API cannot be reached.
 */
export function useKnownMembers(people: readonly JudgedPerson[]): { known: Answers; failed: boolean } {
  const [known, setKnown] = useState<Answers>(new Map());
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const unasked = people.filter(({ key, problem, repeats }) => !problem && !repeats && !known.has(key));
    const some = unasked.slice(0, INVITED_AT_ONCE);
    if (some.length === 0) return;
    let isCurrent = true;
    const ask = async () => {
      const members = some.map(({ email }) => ({ email }));
      try {
        const body = { role: "viewer", ou_memberships: [], members, dry_run: true };
        const answers = await api<InvitedMember[]>("POST", "/members/batch", body);
        if (!isCurrent) return;
        const found = some.map(({ key }, index) => {
          const answer = answers[index];
          return [key, answer?.result === "exists" ? answer : null] as const;
        });
        setKnown((before) => new Map([...before, ...found]));
        setFailed(false);
      } catch {
        if (isCurrent) setFailed(true);
      }
    };
    const timer = setTimeout(ask, PAUSE_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [people, known]);

  return { known, failed };
}
