import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { numberText } from "@/lib/number-text";
import { listHref } from "./list-href";

/** "1–50 of 5,000": which part of a list is shown. */
export function RangeText({ from, shown, total }: { from: number; shown: number; total: number }) {
  const range = `${numberText(from)}–${numberText(from + shown - 1)} of ${numberText(total)}`;
  return <span className="text-muted text-sm tabular-nums">{shown === 0 ? "None" : range}</span>;
}

type StepProps = { href: string | null; rel: "next" | "prev"; children: ReactNode };

function Step({ href, rel, children }: StepProps) {
  const style = buttonStyle({ className: href ? "" : "cursor-default text-muted opacity-60 hover:border-line" });
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
  /** What the address of the list says besides the page. */
  state: Record<string, string | undefined>;
  page: { previous: string | null; next: string | null };
};

/** The links to the pages before and after, where there is one. */
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

/** For a page that was there once, and whose rows have gone since; `href` is the first page's. */
export function NothingMore({ href }: { href: string }) {
  return (
    <EmptyState title="Nothing more on this page">
      <Link href={href}>To the first page</Link>
    </EmptyState>
  );
}
