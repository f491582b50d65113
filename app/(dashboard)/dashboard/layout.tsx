import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireActor } from "@/app/(dashboard)/current-actor";
import { currentMe } from "@/app/(dashboard)/current-unit";
import { Shell } from "@/components/shell/shell";
import { listOrgUnits } from "@/domain/org-units/operations";
import { THEME_COOKIE, themeOf } from "@/lib/theme";

const SWITCHER_LIMIT = 100;

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const cookieJar = await cookies();
  const [me, units] = await Promise.all([currentMe(), listOrgUnits(actor)]);
  const all = units.parse();
  return (
    <Shell
      me={me}
      units={all.slice(0, SWITCHER_LIMIT)}
      hasMore={all.length > SWITCHER_LIMIT}
      roles={actor.orgRole === "admin" ? "admin" : { ...actor.ouRoles }}
      theme={themeOf(cookieJar.get(THEME_COOKIE)?.value)}
    >
      {children}
    </Shell>
  );
}
