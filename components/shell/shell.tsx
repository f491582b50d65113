import type { ReactNode } from "react";
import type { Command } from "@/components/palette/offered";
import { Palette } from "@/components/palette/palette";
import { Link } from "@/components/ui/link";
import type { UnitRoles } from "@/domain/access/policy";
import type { Me } from "@/domain/members/schema";
import type { ListedUnit } from "@/domain/org-units/schema";
import type { Theme } from "@/lib/theme";
import { AccountMenu } from "./account-menu";
import { ActiveOuProvider } from "./active-ou-provider";
import { Breadcrumbs } from "./breadcrumbs";
import { NavLinks } from "./nav-links";
import { NavigationProgress } from "./navigation-progress";
import { OfflineNotice } from "./offline-notice";
import { OuSwitcher } from "./ou-switcher";
import { Reauthenticate } from "./reauthenticate";
import { SessionEnded } from "./session-ended";
import { StayCurrent } from "./stay-current";
import { Toasts } from "./toasts";

type Props = {
  me: Me;
  organization: string;
  units: ListedUnit[];
  /** The member's number of OUs; `units` may hold only the first of them. */
  total: number;
  /** The ID of the OU that this browser starts with. */
  keptUnitId: string | undefined;
  roles: UnitRoles;
  theme: Theme;
  commands: Command[];
  /** Whether the member uses shortcuts of single keys. */
  singleKeys: boolean;
  /** The version of what this shows of the member's access. */
  version: string;
  children: ReactNode;
};

/** The frame of every page: skip link, header with OU switcher, command palette and account menu, navigation. */
export function Shell({ me, organization, units, total, roles, theme, commands, children, ...props }: Props) {
  const powers = { isOrgAdmin: roles === "admin", isUnitAdmin: Object.values(roles).includes("admin") };
  const offered = { ...powers, memberId: me.org_member_id, units, total, roles, commands };
  return (
    <ActiveOuProvider roles={roles} initial={me.active_ou} keptId={props.keptUnitId}>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-page focus:p-3">
        Skip to content
      </a>
      <NavigationProgress />
      <OfflineNotice />
      <header className="sticky top-0 z-10 flex h-14 items-center gap-3 border-line border-b bg-page px-4">
        <Link href="/dashboard" className="font-semibold text-text no-underline">
          <span className="sm:hidden" aria-hidden>
            LV
          </span>
          <span className="sr-only sm:not-sr-only">LeadVibe</span>
        </Link>
        <OuSwitcher {...offered} />
        <div className="ml-auto flex items-center gap-1">
          <Palette {...offered} singleKeys={props.singleKeys} />
          <AccountMenu name={`${me.first_name} ${me.last_name}`} email={me.email} theme={theme} />
        </div>
      </header>
      <div className="lg:flex">
        <nav
          aria-label="Dashboard"
          className="border-line border-b px-3 py-2 lg:sticky lg:top-14 lg:h-[calc(100dvh-3.5rem)] lg:w-52 lg:shrink-0 lg:border-r lg:border-b-0 lg:py-4"
        >
          <NavLinks organization={organization} {...powers} />
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none lg:px-8">
          <div className="mx-auto max-w-6xl">
            <Breadcrumbs {...powers} />
            {children}
          </div>
        </main>
      </div>
      <SessionEnded />
      <StayCurrent version={props.version} />
      <Reauthenticate />
      <Toasts theme={theme} />
    </ActiveOuProvider>
  );
}
