import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { numberText } from "@/lib/number-text";
import { listHref } from "./list-href";

type RangeProps = { from: number | null; shown: number; total: number };

/** "1–50 of 5,000": the range on this page; "50 of 5,000" in the middle of a list, where the rows before it are not counted. */
export function rangeText({ from, shown, total }: RangeProps): string {
  if (shown === 0) return "None";
  const range = from === null ? numberText(shown) : `${numberText(from)}–${numberText(from + shown - 1)}`;
  return `${range} of ${numberText(total)}`;
}

export function RangeText(props: RangeProps) {
  return <span className="text-muted text-sm tabular-nums">{rangeText(props)}</span>;
}

type StepProps = { href: string | null; rel: "next" | "prev"; children: ReactNode };

function Step({ href, rel, children }: StepProps) {
  const style = buttonStyle({ className: href ? "" : "cursor-default text-muted hover:border-line" });
  if (!href) {
    return (
      <span className={style} aria-hidden>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} scroll className={style}>
      {children}
    </Link>
  );
}

type PagerProps = {
  label: string;
  path: string;
  /** The list's other parameters. */
  state: Record<string, string | undefined>;
  page: { previous: string | null; next: string | null };
};

/** Links to the previous and next pages, if any. */
export function Pager({ label, path, state, page }: PagerProps) {
  if (!page.previous && !page.next) return null;
  const href = (cursor: string | null) => (cursor === null ? null : listHref(path, { ...state, cursor }));
  return (
    <nav aria-label={label} className="mt-4 flex justify-end gap-2">
      <Step href={href(page.previous)} rel="prev">
        <ChevronLeft aria-hidden size={14} />
        Previous
      </Step>
      <Step href={href(page.next)} rel="next">
        Next
        <ChevronRight aria-hidden size={14} />
      </Step>
    </nav>
  );
}

/** Shown for a page whose rows are gone; `href` is the first page. */
export function NothingMore({ href }: { href: string }) {
  return (
    <EmptyState title="Nothing more on this page">
      <Link href={href}>Go to the first page</Link>
    </EmptyState>
  );
}
