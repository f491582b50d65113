"use client";

import { Link } from "@/components/ui/link";

const keep = (rows: number) =>
  import("./keep-choice").then(
    ({ keepChoice }) => keepChoice("rows", String(rows)),
    () => {}, // the address has it anyway
  );

type Props = { size: number; sizes: readonly (readonly [rows: number, href: string])[] };

/** Links to the same list with more or fewer rows on a page; this browser keeps the choice. */
export function PageSizes({ size, sizes }: Props) {
  return (
    <nav aria-label="Rows on a page" className="flex flex-wrap items-center gap-x-1 text-muted text-sm">
      <span aria-hidden className="mr-1">
        Rows on a page
      </span>
      {sizes.map(([rows, href]) => (
        <Link
          key={rows}
          href={href}
          scroll={false}
          aria-current={rows === size || undefined}
          onClick={() => keep(rows)}
          className="inline-flex min-h-6 min-w-8 items-center justify-center rounded text-muted tabular-nums no-underline hover:bg-raised aria-[current=true]:font-medium aria-[current=true]:text-text aria-[current=true]:underline"
        >
          {rows}
        </Link>
      ))}
    </nav>
  );
}
