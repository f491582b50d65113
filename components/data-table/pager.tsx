import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { numberText } from "@/lib/number-text";
import { pageSizes } from "@/lib/table-choices";
import { listHref } from "./list-href";
import { PageSizes } from "./page-sizes";

type RangeProps = { from: number | null; shown: number; total: number };

/** "1–50 of 5,000": the range on this page; "50 of 5,000" in the middle of a list, where the rows before it are not counted. */
export function rangeText({ from, shown, total }: RangeProps): string {
  if (shown === 0) return "None";
  const range = from === null ? numberText(shown) : `${numberText(from)}–${numberText(from + shown - 1)}`;
  return `${range} of ${numberText(total)}`;
}

type StepProps = { href: string | null; rel: "next" | "prev"; className: string; children: ReactNode };

function Step({ href, rel, className, children }: StepProps) {
  if (!href) {
    return (
      <span
        className={buttonStyle({ className: `${className} cursor-default text-muted hover:border-line` })}
        aria-hidden
      >
        {children}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} scroll className={buttonStyle({ className })}>
      {children}
    </Link>
  );
}

/** What a list's pager needs to know of it. */
export type Pages = {
  label: string;
  path: string;
  /** The list's other parameters. */
  state: Record<string, string | undefined>;
  page: { previous: string | null; next: string | null };
};

const isPaged = ({ page }: Pages) => page.previous !== null || page.next !== null;

/** Links to the previous and next pages, if any; above a list they have only their arrows. */
export function Steps({ isAbove = false, ...pages }: Pages & { isAbove?: boolean }) {
  if (!isPaged(pages)) return null;
  const { label, path, state, page } = pages;
  const href = (cursor: string | null) => (cursor === null ? null : listHref(path, { ...state, cursor }));
  const look = isAbove ? "px-2" : "";
  const wordStyle = isAbove ? "sr-only" : "";
  return (
    <nav aria-label={isAbove ? `${label}, above` : label} className="ml-auto flex gap-2">
      <Step href={href(page.previous)} rel="prev" className={look}>
        <ChevronLeft aria-hidden size={14} />
        <span className={wordStyle}>Previous</span>
      </Step>
      <Step href={href(page.next)} rel="next" className={look}>
        <span className={wordStyle}>Next</span>
        <ChevronRight aria-hidden size={14} />
      </Step>
    </nav>
  );
}

/** The end of a list: links to other numbers of rows, where the reader may choose, and to the previous and next pages. */
export function Pager({ shown = 0, size, ...pages }: Pages & { shown?: number; size?: number }) {
  if (!isPaged(pages) && shown <= pageSizes[0]) return null;
  const { path, state } = pages;
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      {size !== undefined && (
        <PageSizes
          size={size}
          sizes={pageSizes.map((rows) => [rows, listHref(path, { ...state, limit: String(rows) })])}
        />
      )}
      <Steps {...pages} />
    </div>
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
