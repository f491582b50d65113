import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { commandsFor } from "@/app/(dashboard)/commands";
import { activeUnitCookie, pageAddress, type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { Shell } from "@/components/shell/shell";
import { slugIn } from "@/components/shell/unit-pages";
import { unitRolesOf } from "@/domain/access/policy";
import { scopedReader } from "@/domain/access/reader";
import { readAccessVersion } from "@/domain/members/access-version";
import { readMe } from "@/domain/members/operations";
import { pageOrgUnits } from "@/domain/org-units/list-org-units";
import { unitOfSlug } from "@/domain/org-units/operations";
import { readOrganization } from "@/domain/organizations/own-organization";
import { NARROW, SIDEBAR_COOKIE } from "@/lib/sidebar";
import { SINGLE_KEYS_OFF, singleKeysCookie } from "@/lib/single-keys";
import { THEME_COOKIE, themeOf } from "@/lib/theme";

const SWITCHER_LIMIT = 100;

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [cookieJar, kept, address] = await Promise.all([cookies(), activeUnitCookie(), pageAddress()]);
  const slug = slugIn(address);
  const ahead = (tx: ReadTx) =>
    Promise.all([
      readMe(tx, scopedReader, slug ? unitOfSlug(slug, kept) : kept),
      pageOrgUnits(tx, scopedReader, { limit: SWITCHER_LIMIT }),
      readOrganization(tx, scopedReader),
      readAccessVersion(tx),
    ]);
  return readPage(async ({ actor, ahead: [me, units, own, version] }) => {
    const organization = own.parse();
    return (
      <Shell
        me={me.parse()}
        organization={{ id: organization.org_id, name: organization.name }}
        units={units.items.parse()}
        total={units.total}
        keptUnitId={kept}
        roles={unitRolesOf(actor)}
        theme={themeOf(cookieJar.get(THEME_COOKIE)?.value)}
        commands={commandsFor(actor)}
        singleKeys={cookieJar.get(singleKeysCookie(actor.memberId))?.value !== SINGLE_KEYS_OFF}
        isNarrow={cookieJar.get(SIDEBAR_COOKIE)?.value === NARROW}
        version={version}
      >
        {children}
      </Shell>
    );
  }, ahead);
}
