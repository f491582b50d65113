"use client";

import { Building2, LayoutDashboard, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const links = [
  { href: "/dashboard", label: "Overview", Icon: LayoutDashboard },
  { href: "/dashboard/org-units", label: "Org units", Icon: Building2 },
  { href: "/dashboard/members", label: "Members", Icon: Users },
];

/** The pages of the dashboard, the current one marked. */
export function NavLinks() {
  const pathname = usePathname();
  return (
    <ul className="flex gap-1 overflow-x-auto lg:flex-col">
      {links.map(({ href, label, Icon }) => {
        const isCurrent = href === "/dashboard" ? pathname === href : pathname.startsWith(href);
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? "page" : undefined}
              className={`flex min-h-8 items-center gap-2 whitespace-nowrap rounded-md px-2.5 no-underline hover:bg-raised hover:no-underline ${isCurrent ? "bg-raised font-medium text-text" : "text-muted"}`}
            >
              <Icon aria-hidden size={15} />
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
