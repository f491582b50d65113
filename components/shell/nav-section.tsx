"use client";

import type { LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { isBelow } from "./unit-pages";

/** The id of the navigation, for the button that opens it as a sheet. */
export const NAVIGATION = "navigation";

/** The style of a line of the navigation. */
export const itemStyle = (isCurrent: boolean, className?: string): string =>
  classNames(
    "flex min-h-10 items-center gap-2.5 whitespace-nowrap rounded-md px-2 no-underline transition-colors hover:no-underline lg:min-h-7.5 lg:group-data-narrow/nav:justify-center",
    isCurrent ? "bg-accent/10 font-medium text-accent" : "text-muted hover:bg-raised hover:text-text",
    className,
  );

/** The style of its words, which a narrow navigation only speaks. */
export const labelStyle = (className?: string): string =>
  classNames("min-w-0 truncate lg:group-data-narrow/nav:sr-only", className);

export type NavLink = { href: string; label: string; Icon: LucideIcon };

const isAt = (pathname: string, href: string) => pathname === href || isBelow(pathname, href);

const closeSheet = () => document.getElementById(NAVIGATION)?.hidePopover?.();

type Props = {
  label: string;
  /** Whose pages these are: a picture and a name. */
  picture: ReactNode;
  name: string;
  links: readonly NavLink[];
  isNarrow: boolean;
  children?: ReactNode;
};

/** A part of the navigation: whose pages they are, and the links to them; the current one is marked. */
export function NavSection({ label, picture, name, links, isNarrow, children }: Props) {
  const pathname = usePathname();
  return (
    <section>
      <p
        aria-hidden
        title={name}
        className="mb-1 flex h-6 items-center gap-2 px-2 font-medium text-muted text-xs lg:group-data-narrow/nav:justify-center lg:group-data-narrow/nav:px-0"
      >
        {picture}
        <span className={labelStyle()}>{name}</span>
      </p>
      <ul aria-label={label} className="space-y-px">
        {links.map(({ href, label: words, Icon }) => {
          const isCurrent = isAt(pathname, href);
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={closeSheet}
                aria-current={isCurrent ? "page" : undefined}
                title={isNarrow ? words : undefined}
                className={itemStyle(isCurrent)}
              >
                <Icon aria-hidden size={16} className="shrink-0" />
                <span className={labelStyle()}>{words}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {children}
    </section>
  );
}
