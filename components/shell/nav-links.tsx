"use client";

import { Building2, LayoutDashboard, Mail, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const links = [
  { href: "/dashboard", label: "Overview", Icon: LayoutDashboard },
  { href: "/dashboard/org-units", label: "Org units", Icon: Building2 },
  { href: "/dashboard/members", label: "Members", Icon: Users },
];
const adminLinks = [{ href: "/dashboard/mail", label: "Mail", Icon: Mail }];

/** The pages of the dashboard, the current one marked; some are an org admin's alone. */
export function NavLinks({ isOrgAdmin }: { isOrgAdmin: boolean }) {
  const pathname = usePathname();
  return (
    <ul className="flex gap-1 overflow-x-auto lg:flex-col">
      {(isOrgAdmin ? [...links, ...adminLinks] : links).map(({ href, label, Icon }) => {
        const isCurrent = href === "/dashboard" ? pathname === href : pathname.startsWith(href);
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? "page" : undefined}
              className={`flex min-h-8 items-center gap-2 whitespace-nowrap rounded-md px-2.5 no-underline hover:bg-raised hover:no-underline ${isCurrent ? "bg-raised font-medium text-text" : "text-muted"}`}
            >
              <Icon aria-hidden size={15} className="max-sm:hidden" />
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
