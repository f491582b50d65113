import { Popover } from "radix-ui";
import type { ReactNode } from "react";

/** The panel of an open popover, below its trigger. */
export function PopoverPanel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover.Portal>
      <Popover.Content
        align="start"
        sideOffset={4}
        collisionPadding={12}
        aria-label={label}
        className="z-20 w-[min(20rem,calc(100vw-1.5rem))] rounded-lg bg-page p-2 shadow-floating outline-1 outline-transparent motion-safe:animate-appear"
      >
        {children}
      </Popover.Content>
    </Popover.Portal>
  );
}
