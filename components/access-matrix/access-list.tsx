import { EndsBadge } from "@/components/access-changes/ends-badge";
import { type BlockColumn, BlockTable } from "@/components/data-table/block-table";
import { roleNames } from "@/components/members/role-words";
import { StatusBadge } from "@/components/members/status-badge";
import { Link } from "@/components/ui/link";
import type { MatrixColumn, MatrixRow } from "@/domain/access-matrix/schema";
import { numberText } from "@/lib/number-text";
import { FIXED } from "./matrix-words";

const NAMED = 12;
const usual = { isCompact: false, hidden: [] };
// Its cells have more than one line.
const tall = "sm:h-auto sm:py-2 sm:align-top sm:whitespace-normal";

type Props = { people: MatrixRow[]; units: MatrixColumn[] };

/** The matrix as text: each person with the org units where they have a role. Below 640 px each row is a block. */
export function AccessList({ people, units }: Props) {
  const columns: BlockColumn<MatrixRow>[] = [
    { id: "person", label: "Person", width: "w-[34%]", look: tall, cell: (person) => <Person person={person} /> },
    {
      id: "roles",
      label: "Roles in org units",
      look: `${tall} text-sm`,
      cell: (person) => <Roles person={person} units={units} />,
    },
  ];
  return (
    <BlockTable
      caption="Who has which role in which org unit"
      columns={columns}
      rows={people}
      rowId={(person) => person.org_member_id}
      choices={usual}
    />
  );
}

const pathOf = ({ org_member_id: id }: MatrixRow) => `/dashboard/members/${id}`;

function Person({ person }: { person: MatrixRow }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <Link href={pathOf(person)} className="wrap-anywhere inline-block min-h-6 font-medium text-text">
          {person.first_name} {person.last_name}
        </Link>
        <StatusBadge status={person.status} />
      </span>
      <span className="block break-all text-muted text-sm">{person.email}</span>
    </>
  );
}

function Roles({ person, units }: { person: MatrixRow; units: MatrixColumn[] }) {
  const { role, access } = person;
  if (role === "admin") return FIXED;
  const cells = new Map(access.map((cell) => [cell.unit_id, cell]));
  const held = units.flatMap(({ unit_id: id, name }) => {
    const cell = cells.get(id);
    return cell ? [{ ...cell, name }] : [];
  });
  if (held.length === 0) return <span className="text-muted">No access here</span>;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {held.slice(0, NAMED).map(({ unit_id: id, name, role: held_role, expires_at: end }) => (
        <li key={id} className="wrap-anywhere">
          {name}: <span className="text-muted">{roleNames[held_role]}</span> <EndsBadge at={end} />
        </li>
      ))}
      {held.length > NAMED && (
        <li>
          <Link href={pathOf(person)} className="inline-block min-h-6 underline">
            and {numberText(held.length - NAMED)} more
          </Link>
        </li>
      )}
    </ul>
  );
}
