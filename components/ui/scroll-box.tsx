import type { ReactNode } from "react";

type Props = { label: string; className?: string; children: ReactNode };

/** A named region that scrolls on its own, also by keyboard (WCAG 2.1.1). */
export function ScrollBox({ label, className = "", children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={`overflow-auto ${className}`}>
      {children}
    </section>
  );
}
