"use client";

import { useEffect, useState } from "react";
import type { AccessChangeDiff, AskedItem } from "@/domain/access-changes/schema";
import { api } from "@/lib/http/api-client";

const DEBOUNCE_MILLISECONDS = 150;

type Answer = { asked: string; diff: AccessChangeDiff | null; failure: unknown };

/** What the items would do, asked again whenever they change; nothing is known while the answer is on its way. */
export function useDryRun(changes: AskedItem[] | null) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = changes && `${attempt} ${JSON.stringify(changes)}`;

  useEffect(() => {
    if (asked === null) return;
    let isCurrent = true;
    const body = { dry_run: true, changes: JSON.parse(asked.slice(asked.indexOf(" "))) };
    const take = (found: Omit<Answer, "asked">) => isCurrent && setAnswer({ asked, ...found });
    const timer = setTimeout(
      () =>
        api<AccessChangeDiff>("POST", "/access-changes", body).then(
          (diff) => take({ diff, failure: null }),
          (failure) => take({ diff: null, failure }),
        ),
      DEBOUNCE_MILLISECONDS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked]);

  const current = answer?.asked === asked ? answer : null;
  return {
    diff: current?.diff ?? null,
    failure: current?.failure ?? null,
    isRunning: asked !== null && current === null,
    again: () => setAttempt((count) => count + 1),
  };
}
