import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readPage } from "@/app/(dashboard)/read-page";
import { Shell } from "@/components/shell/shell";
import { unitRolesOf } from "@/domain/access/policy";
import { readMe } from "@/domain/members/operations";
import { pageOrgUnits } from "@/domain/org-units/list-org-units";
import { THEME_COOKIE, themeOf } from "@/lib/theme";

const SWITCHER_LIMIT = 100;

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return readPage(async ({ tx, actor, selectedUnitId }) => {
    const cookieJar = await cookies();
    const [me, units] = await Promise.all([
      readMe(tx, actor, selectedUnitId),
      pageOrgUnits(tx, actor, { limit: SWITCHER_LIMIT }),
    ]);
    return (
      <Shell
        me={me.parse()}
        units={units.items.parse()}
        total={units.total}
        roles={unitRolesOf(actor)}
        theme={themeOf(cookieJar.get(THEME_COOKIE)?.value)}
      >
        {children}
      </Shell>
    );
  });
}
