"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";

/** The pages of one's own account. */
export const accountLinks = [
  { href: "/dashboard/account", label: "Profile" },
  { href: "/dashboard/account/password", label: "Password" },
  { href: "/dashboard/account/sessions", label: "Sessions" },
  { href: "/dashboard/account/tokens", label: "Access tokens" },
];

/** Links to the account pages; the current one is marked. */
export function AccountNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Account" className="mb-6 border-line border-b">
      <ul className="-mb-px flex flex-wrap gap-x-5">
        {accountLinks.map(({ href, label }) => {
          const isCurrent = pathname === href;
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={`flex min-h-9 items-center whitespace-nowrap border-b-2 no-underline hover:no-underline ${isCurrent ? "border-accent font-medium text-text" : "border-transparent text-muted hover:text-text"}`}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
