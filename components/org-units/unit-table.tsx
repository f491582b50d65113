import type { ReactNode } from "react";
import { HeadingRow } from "@/components/data-table/plain-table";
import { roleNames } from "@/components/members/role-words";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import type { OrgUnitOverview } from "@/domain/org-units/schema";
import { numberText } from "@/lib/number-text";
import { textKey } from "@/lib/text-key";
import { MakeActive } from "./active-unit";
import { RenameUnit } from "./rename-unit";
import { UNITS_PATH } from "./units-path";

export type UnitRow = OrgUnitOverview & { mayRename: boolean };

const headings = [
  { label: "Name" },
  { label: "External reference" },
  { label: "Members", className: "pr-8 text-right" },
  { label: "Your role" },
  { label: "Actions", className: "text-right" },
];

/** The OUs as a table; below 768 px each row is a block with its own headings. */
export function UnitTable({ units }: { units: UnitRow[] }) {
  return (
    <table className="w-full border-line border-t text-left">
      <caption className="sr-only">Org units you have access to</caption>
      <thead className="border-line border-b text-muted text-sm max-md:sr-only">
        <HeadingRow headings={headings} />
      </thead>
      {groupsOf(units).map(({ name, members }) => (
        <tbody key={name}>
          {name !== "" && (
            <tr className="border-line border-b max-md:block">
              <th
                scope="rowgroup"
                colSpan={headings.length}
                className="wrap-anywhere pt-5 pb-1 font-medium text-muted text-sm"
              >
                {name}
              </th>
            </tr>
          )}
          {members.map((unit) => (
            <tr key={unit.unit_id} className="border-line border-b max-md:block max-md:py-3">
              <th scope="row" className="py-2 pr-4 font-normal max-md:block max-md:p-0">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <Link href={`${UNITS_PATH}/${unit.unit_id}`} className="wrap-anywhere font-medium text-text">
                    {unit.name}
                  </Link>
                  {unit.is_default && <Badge>Default</Badge>}
                </span>
                <code className="break-all text-muted text-xs">{unit.slug}</code>
              </th>
              <Cell label="External reference">
                {unit.external_ref ? <code className="break-all">{unit.external_ref}</code> : <None />}
              </Cell>
              <Cell label="Members" className="md:pr-8 md:text-right tabular-nums">
                <Link
                  href={`${UNITS_PATH}/${unit.unit_id}`}
                  className="inline-block min-h-6 min-w-6 text-text underline decoration-line"
                  aria-label={`${numberText(unit.member_count)} members of ${unit.name}`}
                >
                  {numberText(unit.member_count)}
                </Link>
              </Cell>
              <Cell label="Your role">{roleNames[unit.role]}</Cell>
              <td className="py-1.5 max-md:mt-2 max-md:block max-md:p-0">
                <div className="flex items-center justify-end gap-1 max-md:justify-start">
                  <MakeActive unit={unit} />
                  {unit.mayRename && <RenameUnit unit={unit} isCompact />}
                  <CopyButton text={unit.unit_id} label={`Copy the id of ${unit.name}`} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** The OUs under the headings of their groups, in the order of the list; those without a group have an empty one. */
function groupsOf(units: readonly UnitRow[]) {
  const groups = new Map<string, { name: string; members: UnitRow[] }>();
  for (const unit of units) {
    const key = textKey(unit.group ?? "");
    const found = groups.get(key) ?? { name: unit.group ?? "", members: [] };
    groups.set(key, { ...found, members: [...found.members, unit] });
  }
  return [...groups.values()];
}

function Cell({ label, className = "", children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <td className={`py-2 pr-4 max-md:flex max-md:gap-2 max-md:p-0 max-md:pt-1 ${className}`}>
      <span aria-hidden className="w-36 shrink-0 text-muted normal-case md:hidden">
        {label}
      </span>
      {children}
    </td>
  );
}

const None = () => (
  <span className="text-muted">
    <span aria-hidden>–</span>
    <span className="sr-only">None</span>
  </span>
);
