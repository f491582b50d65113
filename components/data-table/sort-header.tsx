import { ArrowDown, ArrowUp } from "lucide-react";
import { Link } from "@/components/ui/link";

export type SortLink = { href: string; direction: "asc" | "desc" | null };

/** A column heading that links to sorting by it, or to the reverse order. */
export function SortHeader({ label, link, isNumber }: { label: string; link: SortLink; isNumber: boolean }) {
  const look = `${link.direction ? "text-text" : "text-muted"} ${isNumber ? "flex-row-reverse" : ""}`;
  const Arrow = link.direction === "desc" ? ArrowDown : ArrowUp;
  return (
    <Link
      href={link.href}
      scroll={false}
      className={`-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 no-underline hover:text-text ${look}`}
    >
      {label}
      <Arrow aria-hidden size={12} className={link.direction ? "" : "invisible"} />
    </Link>
  );
}
