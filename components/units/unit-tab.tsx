"use client";

import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useActiveOu } from "@/components/shell/active-ou";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

const MOST_TRIES = 2;

type Props = {
  title: string;
  /** The OU that the server rendered the page for; null if none. */
  unitId: string | null;
  children: ReactNode;
};

/**
 * Shows a page of the active OU only if that is this tab's OU. The server goes by the browser's cookie; if another tab has
 * changed it, the page is reloaded for this tab's OU.
 */
export function UnitTab({ title, unitId, children }: Props) {
  const { active, isSwitching, reclaim } = useActiveOu();
  const [tries, setTries] = useState(0);
  const activeId = active?.unit_id ?? null;
  const isOurs = activeId === unitId;
  const [last, setLast] = useState<{ unitId: string | null; children: ReactNode } | null>(null);
  if (isOurs && last?.children !== children) setLast({ unitId, children });
  const isLost = !isOurs && tries >= MOST_TRIES && !isSwitching;

  const readAgain = useEffectEvent(() => {
    setTries((count) => count + 1);
    reclaim().catch(() => setTries(MOST_TRIES));
  });
  useEffect(() => {
    if (isOurs) setTries(0);
    else if (!isSwitching && tries < MOST_TRIES) readAgain();
  }, [isOurs, isSwitching, tries]);

  if (isOurs) return children;
  if (last?.unitId === activeId && !isLost) return last.children; // with anything typed in it
  return (
    <>
      <PageHeader title={title} description={<span role="status">Loading {active?.name ?? "the page"}…</span>} />
      {isLost && (
        <EmptyState title={`${active?.name ?? "This org unit"} could not be loaded`}>
          <p>
            Another tab switched to another org unit, or your access to this one has ended. Choose an org unit above, or
            try again.
          </p>
          <Button className="mt-3" onClick={() => setTries(0)}>
            Try again
          </Button>
        </EmptyState>
      )}
    </>
  );
}
