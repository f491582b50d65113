import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireActor } from "@/app/(dashboard)/current-actor";
import { currentMe } from "@/app/(dashboard)/current-unit";
import { Shell } from "@/components/shell/shell";
import { findOrgUnits } from "@/domain/org-units/list-org-units";
import { THEME_COOKIE, themeOf } from "@/lib/theme";

const SWITCHER_LIMIT = 100;

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const cookieJar = await cookies();
  const [me, units] = await Promise.all([currentMe(), findOrgUnits(actor, { limit: SWITCHER_LIMIT })]);
  return (
    <Shell
      me={me}
      units={units.items.parse()}
      total={units.total}
      roles={actor.orgRole === "admin" ? "admin" : { ...actor.ouRoles }}
      theme={themeOf(cookieJar.get(THEME_COOKIE)?.value)}
    >
      {children}
    </Shell>
  );
}
