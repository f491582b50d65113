"use client";

import {
  BookOpen,
  Building2,
  CircleUser,
  ClipboardCheck,
  Gauge,
  Grid3x3,
  KeyRound,
  Landmark,
  LayoutDashboard,
  LockKeyhole,
  LogOut,
  Mail,
  MonitorSmartphone,
  Plug,
  Scale,
  ScrollText,
  ShieldCheck,
  UserCog,
  UserSearch,
  Users,
  Webhook,
} from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { OuDot } from "@/components/ui/ou-dot";
import { useActiveOu } from "./active-ou";
import { itemStyle, type NavLink, NavSection } from "./nav-section";
import { ACTIVE_OU, UNIT_SECTIONS, unitPath } from "./unit-pages";

const pictureSize = "size-5 text-[0.625rem]";

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

/** The pages of one's own account. */
export const accountLinks: NavLink[] = [
  { href: "/dashboard/account", label: "Profile", Icon: CircleUser },
  { href: "/dashboard/account/password", label: "Password", Icon: LockKeyhole },
  { href: "/dashboard/account/sessions", label: "Sessions", Icon: MonitorSmartphone },
  { href: "/dashboard/account/tokens", label: "Access tokens", Icon: KeyRound },
];
const reference: NavLink = { href: "/docs", label: "API reference", Icon: BookOpen };

type Named = { id: string; name: string };
type Props = Powers & { organization: Named; me: Named; isNarrow: boolean };

/** Links to the organization's pages, to the active OU's and to one's own. */
export function NavLinks({ organization, me, isNarrow, ...powers }: Props) {
  const { active } = useActiveOu();
  return (
    <>
      <NavSection
        label="Organization"
        picture={<Avatar isSquare {...organization} className={pictureSize} />}
        name={organization.name}
        links={organizationLinks(powers)}
        isNarrow={isNarrow}
      />
      <NavSection
        label={`Active org unit: ${active?.name ?? "none"}`}
        picture={<OuDot id={active?.unit_id ?? ""} className="m-1.5" />}
        name={active?.name ?? "No active org unit"}
        links={unitLinks(active?.slug)}
        isNarrow={isNarrow}
      />
      <NavSection
        label="Account"
        picture={<Avatar {...me} className={pictureSize} />}
        name={me.name}
        links={[...accountLinks, reference]}
        isNarrow={isNarrow}
      >
        <noscript>
          <form method="post" action="/sign-out">
            <button type="submit" className={itemStyle(false, "w-full")}>
              <LogOut aria-hidden size={16} />
              Sign out
            </button>
          </form>
        </noscript>
      </NavSection>
    </>
  );
}
