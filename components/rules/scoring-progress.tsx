"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ScoringState } from "@/domain/scores/schema";
import { api } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";

const POLL_MILLISECONDS = 2_000;

/** Progress in steps of ten percent, so that a screen reader announces it ten times and not every second. */
const tenths = ({ leads_done: done, leads_total: total }: ScoringState): number =>
  total === 0 ? 0 : Math.floor((Math.min(done, total) / total) * 10) * 10;

/** Whether the scores are up to date with the rules, and the progress of recomputing them. Refreshes the page at the end. */
export function ScoringProgress({ state: read }: { state: ScoringState }) {
  const router = useRouter();
  const [polled, setPolled] = useState<ScoringState | null>(null);
  const state = polled ?? read;
  const isRunning = state.state !== "current";

  // biome-ignore lint/correctness/useExhaustiveDependencies: a refreshed page makes the polled state obsolete
  useEffect(() => setPolled(null), [read]);

  useEffect(() => {
    if (!isRunning) return;
    let timer: ReturnType<typeof setTimeout>;
    const poll = async () => {
      const next = document.hidden ? null : await api<ScoringState>("GET", "/scoring").catch(() => null);
      if (next) setPolled(next);
      if (next?.state === "current") return router.refresh();
      timer = setTimeout(poll, POLL_MILLISECONDS);
    };
    timer = setTimeout(poll, POLL_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isRunning, router]);

  return (
    <>
      <p role="status" className="text-muted">
        {!isRunning && "All scores are up to date with these rules."}
        {state.state === "waiting" &&
          "A rule change is waiting to be applied. Until then, scores follow the previous rules."}
        {state.state === "recomputing" &&
          `Scores are being recomputed: ${tenths(state)} %. Until that is done, every page shows the previous scores.`}
      </p>
      {state.state === "recomputing" && (
        <div className="mt-2 flex items-center gap-3 text-muted text-sm">
          <progress
            aria-label="Scores recomputed"
            max={Math.max(1, state.leads_total)}
            value={state.leads_done}
            className="h-2 w-full max-w-sm accent-accent"
          />
          <span className="whitespace-nowrap tabular-nums">
            {numberText(state.leads_done)} of {numberText(state.leads_total)}
          </span>
        </div>
      )}
    </>
  );
}
