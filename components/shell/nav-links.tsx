"use client";

import {
  Building2,
  Gauge,
  LayoutDashboard,
  type LucideIcon,
  Mail,
  Plug,
  Scale,
  ScrollText,
  ShieldCheck,
  UserCog,
  UserSearch,
  Users,
  Webhook,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { useActiveOu } from "./active-ou";
import { UNIT_PAGES } from "./unit-pages";

type NavLink = { href: string; label: string; Icon: LucideIcon };

const organization: NavLink[] = [
  { href: "/dashboard", label: "Overview", Icon: LayoutDashboard },
  { href: "/dashboard/org-units", label: "Org units", Icon: Building2 },
  { href: "/dashboard/members", label: "Members", Icon: Users },
];
const ofAuditors: NavLink[] = [{ href: "/dashboard/audit", label: "Audit log", Icon: ScrollText }];
const ofAdmins: NavLink[] = [
  { href: "/dashboard/changes", label: "Access changes", Icon: UserCog },
  { href: "/dashboard/mail", label: "Mail", Icon: Mail },
  { href: "/dashboard/webhooks", label: "Webhooks", Icon: Webhook },
  { href: "/dashboard/isolation", label: "Isolation", Icon: ShieldCheck },
];

const looks: Record<(typeof UNIT_PAGES)[number], Omit<NavLink, "href">> = {
  "/dashboard/unit": { label: "Unit home", Icon: Gauge },
  "/dashboard/leads": { label: "Leads", Icon: UserSearch },
  "/dashboard/rules": { label: "Rules", Icon: Scale },
  "/dashboard/integrations": { label: "Integrations", Icon: Plug },
};
const activeUnit = UNIT_PAGES.map((href): NavLink => ({ href, ...looks[href] }));

const isAt = (pathname: string, href: string) =>
  pathname === href || (href !== "/dashboard" && pathname.startsWith(`${href}/`));

type Props = { isOrgAdmin: boolean; isUnitAdmin: boolean };

/** Links to the organization's pages, some only for org admins or admins, and to the active OU's; the current page is marked. */
export function NavLinks({ isOrgAdmin, isUnitAdmin }: Props) {
  const pathname = usePathname();
  const { active } = useActiveOu();
  return (
    <>
      <NavList
        label="Organization"
        links={[...organization, ...(isOrgAdmin ? ofAdmins : []), ...(isOrgAdmin || isUnitAdmin ? ofAuditors : [])]}
        pathname={pathname}
      />
      <p aria-hidden className="mt-5 mb-1 truncate px-2.5 text-muted text-xs max-lg:hidden" title={active?.name}>
        {active?.name ?? "No active org unit"}
      </p>
      <NavList label={`Active org unit: ${active?.name ?? "none"}`} links={activeUnit} pathname={pathname} />
    </>
  );
}

function NavList({ label, links, pathname }: { label: string; links: NavLink[]; pathname: string }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-1 max-sm:gap-x-0 lg:flex-col lg:flex-nowrap lg:gap-y-1">
      {links.map(({ href, label: name, Icon }) => {
        const isCurrent = isAt(pathname, href);
        return (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? "page" : undefined}
              className={`flex min-h-8 items-center gap-2 whitespace-nowrap rounded-md px-2.5 no-underline hover:bg-raised hover:no-underline max-sm:px-1.5 max-sm:text-sm ${isCurrent ? "bg-raised font-medium text-text" : "text-muted"}`}
            >
              <Icon aria-hidden size={15} className="max-sm:hidden" />
              {name}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
