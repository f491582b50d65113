import type { ComponentProps, ReactNode } from "react";
import { RangeText } from "./pager";

/** The line above a list: the range on this page, and links to exports of the whole list. */
export function ListToolbar({ children, ...range }: ComponentProps<typeof RangeText> & { children?: ReactNode }) {
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status">
        <RangeText {...range} />
      </p>
      {children}
    </div>
  );
}
