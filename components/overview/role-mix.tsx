import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { roleNames } from "@/components/members/role-words";
import type { Overview } from "@/domain/overview/schema";
import { countText } from "@/lib/number-text";
import { roles } from "@/lib/roles";
import { BarTable } from "./bar-table";

/** The number of members per org role. */
export function RoleMix({ counts, total }: { counts: Overview["roles"]; total: number }) {
  const parts = roles.map((role) => countText(counts[role], role));
  return (
    <>
      <p className="mb-2 text-muted">
        {parts.slice(0, -1).join(", ")} and {parts.at(-1)}.
      </p>
      <BarTable
        caption="Members by org role"
        labelHeading="Org role"
        valueHeading="Members"
        whole={total}
        rows={roles.map((role) => ({
          key: role,
          label: roleNames[role],
          href: listHref(MEMBERS_PATH, { role }),
          value: counts[role],
        }))}
      />
    </>
  );
}
