import { Menu } from "lucide-react";
import type { ReactNode } from "react";
import type { Command } from "@/components/palette/offered";
import { Palette } from "@/components/palette/palette";
import { buttonStyle } from "@/components/ui/button";
import type { UnitRoles } from "@/domain/access/policy";
import type { Me } from "@/domain/members/schema";
import type { ListedUnit } from "@/domain/org-units/schema";
import type { Theme } from "@/lib/theme";
import { AccountMenu } from "./account-menu";
import { ActiveOuProvider } from "./active-ou-provider";
import { Breadcrumbs } from "./breadcrumbs";
import { FreshPage } from "./fresh-page";
import { NAVIGATION } from "./nav-section";
import { NavigationProgress } from "./navigation-progress";
import { OfflineNotice } from "./offline-notice";
import { OuSwitcher } from "./ou-switcher";
import { Reauthenticate } from "./reauthenticate";
import { SessionEnded } from "./session-ended";
import { Sidebar } from "./sidebar";
import { StayCurrent } from "./stay-current";
import { Toasts } from "./toasts";

type Props = {
  me: Me;
  organization: { id: string; name: string };
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
  /** Whether the sidebar shows only icons. */
  isNarrow: boolean;
  /** The version of what this shows of the member's access. */
  version: string;
  children: ReactNode;
};

/** The frame of every page: skip link, navigation, header with OU switcher, command palette and account menu. */
export function Shell({ me, organization, units, total, roles, theme, commands, children, ...props }: Props) {
  const powers = { isOrgAdmin: roles === "admin", isUnitAdmin: Object.values(roles).includes("admin") };
  const person = { id: me.org_member_id, name: `${me.first_name} ${me.last_name}` };
  const offered = { ...powers, memberId: me.org_member_id, units, total, roles, commands };
  return (
    <ActiveOuProvider roles={roles} initial={me.active_ou} keptId={props.keptUnitId}>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-page focus:p-3">
        Skip to content
      </a>
      <NavigationProgress />
      <FreshPage />
      <OfflineNotice />
      <div className="lg:flex">
        <Sidebar organization={organization} me={person} isNarrow={props.isNarrow} {...powers} />
        <div className="min-w-0 flex-1">
          <header className="sticky top-0 z-10 flex h-12 items-center gap-1 border-line border-b bg-page px-2 sm:gap-3 lg:h-14 lg:px-8 print:hidden">
            <button
              type="button"
              popoverTarget={NAVIGATION}
              aria-label="Navigation"
              className={buttonStyle({ kind: "quiet", className: "px-2 lg:hidden" })}
            >
              <Menu aria-hidden size={18} />
            </button>
            <OuSwitcher {...offered} />
            <div className="ml-auto flex items-center gap-1">
              <Palette {...offered} singleKeys={props.singleKeys} />
              <AccountMenu id={person.id} name={person.name} email={me.email} theme={theme} />
            </div>
          </header>
          <main id="content" tabIndex={-1} className="px-4 py-4 outline-none sm:py-6 lg:px-8">
            <div className="mx-auto max-w-6xl">
              <Breadcrumbs {...powers} />
              {children}
            </div>
          </main>
        </div>
      </div>
      <SessionEnded />
      <StayCurrent version={props.version} />
      <Reauthenticate />
      <Toasts theme={theme} />
    </ActiveOuProvider>
  );
}
