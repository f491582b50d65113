import type { ReactNode } from "react";

/** A list of `Fact`s, in two columns where there is room. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] items-center gap-x-4 gap-y-1 border-line border-y py-3 lg:grid-cols-[auto_1fr_auto_1fr]">
      {children}
    </dl>
  );
}

type FactProps = { term: string; note?: string; children: ReactNode };

/** A term and its value; a note explains the value, beside it or below it on narrow screens. */
export function Fact({ term, note, children }: FactProps) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className={`flex min-h-8 min-w-0 items-center gap-x-2 py-0.5 ${note ? "max-sm:flex-wrap" : ""}`}>
        {children}
        {note && <span className="min-w-0 text-muted text-sm max-sm:basis-full">{note}</span>}
      </dd>
    </>
  );
}
