import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";

const number = new Intl.NumberFormat("en");

/** "1–50 of 5,000": which part of a list is shown. */
export function RangeText({ from, shown, total }: { from: number; shown: number; total: number }) {
  const range = `${number.format(from)}–${number.format(from + shown - 1)} of ${number.format(total)}`;
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
    <Link href={href} rel={rel} prefetch={false} scroll className={style}>
      {children}
    </Link>
  );
}

/** The links to the pages before and after; null where there is none. */
export function Pager({ previous, next, label }: { previous: string | null; next: string | null; label: string }) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={label} className="flex gap-2">
      <Step href={previous} rel="prev">
        <ChevronLeft aria-hidden size={14} />
        Previous
      </Step>
      <Step href={next} rel="next">
        Next
        <ChevronRight aria-hidden size={14} />
      </Step>
    </nav>
  );
}
