"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { useActiveOu } from "./active-ou";
import { organizationLinks, type Powers, unitLinks } from "./nav-links";
import { isBelow, unitPath } from "./unit-pages";

type Crumb = { href: string; label: string };

/** The pages that the current one is below, outermost first; none on a page of the navigation itself. */
export function Breadcrumbs(powers: Powers) {
  const pathname = usePathname();
  const { active } = useActiveOu();
  const isAbove = ({ href }: Crumb) => isBelow(pathname, href);
  const section = active && unitLinks(active.slug).find(isAbove);
  const above: Crumb[] = section
    ? [{ href: unitPath(active.slug), label: active.name }, section]
    : organizationLinks(powers).filter(isAbove);
  if (above.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb" className="-mt-1 mb-1 text-sm print:hidden">
      <ol className="flex min-w-0">
        {above.map(({ href, label }, index) => (
          <li key={href} className={`flex items-center ${index === above.length - 1 ? "shrink-0" : "min-w-0"}`}>
            {index > 0 && (
              <span aria-hidden className="px-1.5 text-muted">
                /
              </span>
            )}
            <Link href={href} className="inline-block min-h-6 min-w-6 truncate text-muted" title={label}>
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
