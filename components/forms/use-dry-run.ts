"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/http/api-client";

const DEBOUNCE_MILLISECONDS = 150;

type Known<T> = { asked: string; answer: T | null; failure: unknown };

/** What a request would do, asked again whenever its body changes; nothing is known while the answer is on its way. */
export function useDryRun<T>(path: string, body: object | null) {
  const [known, setKnown] = useState<Known<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = body && `${attempt} ${JSON.stringify(body)}`;

  useEffect(() => {
    if (asked === null) return;
    let isCurrent = true;
    const sent = { ...JSON.parse(asked.slice(asked.indexOf(" "))), dry_run: true };
    const take = (found: Omit<Known<T>, "asked">) => isCurrent && setKnown({ asked, ...found });
    const timer = setTimeout(
      () =>
        api<T>("POST", path, sent).then(
          (answer) => take({ answer, failure: null }),
          (failure) => take({ answer: null, failure }),
        ),
      DEBOUNCE_MILLISECONDS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [path, asked]);

  const current = known?.asked === asked ? known : null;
  return {
    answer: current?.answer ?? null,
    failure: current?.failure ?? null,
    isRunning: asked !== null && current === null,
    again: () => setAttempt((count) => count + 1),
  };
}
