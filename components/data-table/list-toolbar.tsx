import type { ReactNode } from "react";
import { type Pages, Steps } from "./pager";

type Props = { status: ReactNode; pages: Pages; children?: ReactNode };

/** The line above a list: what is on this page, how to see it and take it away, and links to its neighbours. */
export function ListToolbar({ status, pages, children }: Props) {
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="text-muted text-sm tabular-nums">
        {status}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <Steps {...pages} isAbove />
      </div>
    </div>
  );
}
