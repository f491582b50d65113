import type { ReactNode } from "react";
import { headingStyle } from "./table-style";

type Heading = { label: string; className?: string };
type Props = { caption: string; headings: Heading[]; children: ReactNode };

/** A small table without sorting; `children` are its rows. */
export function PlainTable({ caption, headings, children }: Props) {
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-line border-b text-muted text-sm">
        <tr>
          {headings.map(({ label, className = "" }) => (
            <th key={label} scope="col" className={`py-1.5 pr-4 font-medium last:pr-0 ${className}`}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}

/** The column headings of a list, which stay in sight. */
export function HeadingRow({ headings }: { headings: Heading[] }) {
  return (
    <tr>
      {headings.map(({ label, className = "" }) => (
        <th key={label} scope="col" className={`${headingStyle} ${className}`}>
          {label}
        </th>
      ))}
    </tr>
  );
}
