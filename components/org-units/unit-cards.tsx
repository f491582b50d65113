import type { ReactNode } from "react";
import { roleNames } from "@/components/members/role-words";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { OuDot } from "@/components/ui/ou-dot";
import type { OrgUnitOverview } from "@/domain/org-units/schema";
import { numberText } from "@/lib/number-text";
import { textKey } from "@/lib/text-key";
import { ActiveMark } from "./active-mark";
import { UNITS_PATH } from "./units-path";

const LABEL = "Org units you have access to";

/** The OUs as cards, under the headings of their groups. A card is a link; what can be done to the OU is on its page. */
export function UnitCards({ units }: { units: readonly OrgUnitOverview[] }) {
  return groupsOf(units).map(({ name, members }) => (
    <section key={name} className="mb-6">
      {name !== "" && <h2 className="mb-2 wrap-anywhere font-medium text-muted text-sm">{name}</h2>}
      <ul aria-label={name || LABEL} className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {members.map((unit) => (
          <Card key={unit.unit_id} unit={unit} />
        ))}
      </ul>
    </section>
  ));
}

function Card({ unit }: { unit: OrgUnitOverview }) {
  const { name, slug, external_ref: reference, is_default, member_count: members, admin_count: admins, role } = unit;
  return (
    <li className="relative flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-page p-4 hover:border-field hover:bg-raised">
      <div className="min-w-0">
        <div className="flex items-start gap-2">
          <OuDot id={unit.unit_id} className="mt-2" />
          <Link
            href={`${UNITS_PATH}/${unit.unit_id}`}
            title={name}
            className="line-clamp-2 min-h-6 min-w-0 wrap-anywhere font-medium text-text after:absolute after:inset-0 after:rounded-lg"
          >
            {name}
          </Link>
          <span className="ml-auto flex shrink-0 gap-1">
            {is_default && <Badge>Default</Badge>}
            <ActiveMark unitId={unit.unit_id} />
          </span>
        </div>
        <p className="truncate text-muted text-xs" title={reference ? `${slug}, ${reference}` : slug}>
          <code>{slug}</code>
          {reference && (
            <>
              {" · "}
              <code>{reference}</code>
            </>
          )}
        </p>
      </div>
      <dl className="mt-auto flex flex-wrap gap-x-6 gap-y-2 text-sm">
        <Figure term="Members">{numberText(members)}</Figure>
        <Figure term="Admins">
          {admins > 0 ? numberText(admins) : <span className="text-warn">None of its own</span>}
        </Figure>
        <Figure term="Your role">{roleNames[role]}</Figure>
      </dl>
    </li>
  );
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}

/** The OUs under the headings of their groups, in the order of the list; those without a group have an empty one. */
function groupsOf(units: readonly OrgUnitOverview[]) {
  const groups = new Map<string, { name: string; members: OrgUnitOverview[] }>();
  for (const unit of units) {
    const key = textKey(unit.group ?? "");
    const found = groups.get(key) ?? { name: unit.group ?? "", members: [] };
    groups.set(key, { ...found, members: [...found.members, unit] });
  }
  return [...groups.values()];
}
