"use client";

import {
  Building2,
  ClipboardCheck,
  Gauge,
  Grid3x3,
  Landmark,
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
import { ACTIVE_OU, isBelow, UNIT_SECTIONS, unitPath } from "./unit-pages";

type NavLink = { href: string; label: string; Icon: LucideIcon };

const organization: NavLink[] = [
  { href: "/dashboard", label: "Overview", Icon: LayoutDashboard },
  { href: "/dashboard/org-units", label: "Org units", Icon: Building2 },
  { href: "/dashboard/members", label: "Members", Icon: Users },
  { href: "/dashboard/organization", label: "Organization", Icon: Landmark },
];
const ofUnitAdmins: NavLink[] = [
  { href: "/dashboard/access", label: "Access matrix", Icon: Grid3x3 },
  { href: "/dashboard/access-reviews", label: "Access reviews", Icon: ClipboardCheck },
  { href: "/dashboard/audit", label: "Audit log", Icon: ScrollText },
];
const ofAdmins: NavLink[] = [
  { href: "/dashboard/changes", label: "Access changes", Icon: UserCog },
  { href: "/dashboard/mail", label: "Mail", Icon: Mail },
  { href: "/dashboard/webhooks", label: "Webhooks", Icon: Webhook },
  { href: "/dashboard/isolation", label: "Isolation", Icon: ShieldCheck },
];

const looks: Record<(typeof UNIT_SECTIONS)[number], Omit<NavLink, "href">> = {
  "": { label: "Unit home", Icon: Gauge },
  "/leads": { label: "Leads", Icon: UserSearch },
  "/rules": { label: "Rules", Icon: Scale },
  "/integrations": { label: "Integrations", Icon: Plug },
};

/** The pages of an OU, without a slug the active one's. */
export const unitLinks = (slug = ACTIVE_OU) =>
  UNIT_SECTIONS.map((section): NavLink => ({ href: unitPath(slug, section), ...looks[section] }));

export type Powers = { isOrgAdmin: boolean; isUnitAdmin: boolean };

/** The organization's pages, some only for org admins or admins. */
export const organizationLinks = ({ isOrgAdmin, isUnitAdmin }: Powers): NavLink[] => [
  ...organization,
  ...(isOrgAdmin ? ofAdmins : []),
  ...(isOrgAdmin || isUnitAdmin ? ofUnitAdmins : []),
];

const isAt = (pathname: string, href: string) => pathname === href || isBelow(pathname, href);

/** Links to the organization's pages and to the active OU's; the current page is marked. */
export function NavLinks({ organization: organizationName, ...powers }: Powers & { organization: string }) {
  const pathname = usePathname();
  const { active } = useActiveOu();
  return (
    <>
      <GroupName name={organizationName} />
      <NavList label="Organization" links={organizationLinks(powers)} pathname={pathname} />
      <GroupName name={active?.name ?? "No active org unit"} className="mt-5" />
      <NavList
        label={`Active org unit: ${active?.name ?? "none"}`}
        links={unitLinks(active?.slug)}
        pathname={pathname}
      />
    </>
  );
}

function GroupName({ name, className = "" }: { name: string; className?: string }) {
  return (
    <p aria-hidden className={`mb-1 truncate px-2.5 text-muted text-xs max-lg:hidden ${className}`} title={name}>
      {name}
    </p>
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
