"use client";

import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useActiveOu } from "@/components/shell/active-ou";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

const MOST_TRIES = 2;

type Props = {
  title: string;
  /** The OU that the server has read the page for; null for none. */
  unitId: string | null;
  children: ReactNode;
};

/**
 * Shows a page of the active OU only where that is the OU that this tab works in. The cookie, which the server goes by, is
 * the browser's: where another tab has changed it since, the page is read again for this tab's OU.
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
  if (last?.unitId === activeId && !isLost) return last.children; // with whatever is typed in it
  return (
    <>
      <PageHeader title={title} description={<span role="status">Reading {active?.name ?? "the page"}…</span>} />
      {isLost && (
        <EmptyState title={`${active?.name ?? "This unit"} could not be read`}>
          <p>
            Another tab works in another unit, or your access to this one has ended. Choose a unit above, or try again.
          </p>
          <Button className="mt-3" onClick={() => setTries(0)}>
            Try again
          </Button>
        </EmptyState>
      )}
    </>
  );
}
