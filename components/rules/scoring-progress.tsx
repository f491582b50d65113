"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ScoringState } from "@/domain/scores/schema";
import { api } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";

const POLL_MILLISECONDS = 2_000;

/** How far it is, in tenths: whoever hears it is told ten times and not each second. */
const tenths = ({ leads_done: done, leads_total: total }: ScoringState): number =>
  total === 0 ? 0 : Math.floor((Math.min(done, total) / total) * 10) * 10;

/** Whether the scores follow the rules, and while they are made anew how far that is. Reads the page again at its end. */
export function ScoringProgress({ state: read }: { state: ScoringState }) {
  const router = useRouter();
  const [polled, setPolled] = useState<ScoringState | null>(null);
  const state = polled ?? read;
  const isRunning = state.state !== "current";

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was polled is old once the page was read again
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
        {!isRunning && "Every score follows these rules."}
        {state.state === "waiting" &&
          "A change of the rules waits to be worked in. Scores are those of before until then."}
        {state.state === "recomputing" &&
          `Scores are being made anew: ${tenths(state)} %. Until all of them are, every page shows those of before.`}
      </p>
      {state.state === "recomputing" && (
        <div className="mt-2 flex items-center gap-3 text-muted text-sm">
          <progress
            aria-label="Scores made anew"
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
