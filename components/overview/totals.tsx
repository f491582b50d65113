import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { UNITS_PATH } from "@/components/org-units/units-path";
import { EXPIRING_DAYS } from "@/domain/members/schema";
import type { Overview } from "@/domain/overview/schema";
import { numberText } from "@/lib/number-text";
import { FigureLink } from "./figure-link";

/** The organization in numbers, each a link to the list it counts. */
export function Totals({ overview, seesAll }: { overview: Overview; seesAll: boolean }) {
  const { members, roles, invited, units, days, expiring } = overview;
  const change = days.reduce((sum, day) => sum + day.added - day.removed, 0);
  const accepted = days.reduce((sum, day) => sum + day.accepted, 0);
  return (
    <div className="grid grid-cols-2 gap-3 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      <FigureLink label="Members" value={members} href={MEMBERS_PATH} change={change} />
      <FigureLink
        label={seesAll ? "Org units" : "Your org units"}
        value={units.all}
        href={UNITS_PATH}
        {...(seesAll ? { change: units.added } : {})}
      />
      <FigureLink
        label="Org admins"
        value={roles.admin}
        href={listHref(MEMBERS_PATH, { role: "admin" })}
        note="With access everywhere"
      />
      {seesAll && (
        <FigureLink
          label="Invited"
          value={invited}
          href={listHref(MEMBERS_PATH, { status: "invited" })}
          note={`${numberText(accepted)} accepted in 30 days`}
        />
      )}
      {expiring > 0 && (
        <FigureLink
          label="Grants ending soon"
          value={expiring}
          href={listHref(MEMBERS_PATH, { expiring: "true" })}
          note={`Within ${EXPIRING_DAYS} days`}
        />
      )}
    </div>
  );
}
