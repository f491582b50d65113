import { HeadingRow } from "@/components/data-table/plain-table";
import { roleNames } from "@/components/members/role-words";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonName, UnitReach } from "@/domain/org-units/schema";
import { distinctNames } from "@/lib/distinct-names";
import { ChangeRole } from "./change-role";
import { RevokeAccess } from "./revoke-access";

type Props = {
  unit: { unit_id: string; name: string };
  people: UnitReach[];
  /** Whether the viewer may change who has access, and the viewer's own id. */
  mayManage: boolean;
  selfId: string;
};

const headings = [{ label: "Member" }, { label: "Role here" }, { label: "Access through" }];
const actions = { label: "Actions", className: "text-right" };

const nameOf = (person: PersonName) => `${person.first_name} ${person.last_name}`;

/** Who has access to the OU, in which role, and why; below 768 px each row is a block. */
export function AccessTable({ unit, people, mayManage, selfId }: Props) {
  const called = distinctNames(people, nameOf, (person) => person.email);
  return (
    <table className="w-full border-line border-t text-left">
      <caption className="sr-only">Who has access to {unit.name}</caption>
      <thead className="border-line border-b text-muted text-sm max-md:sr-only">
        <HeadingRow headings={mayManage ? [...headings, actions] : headings} />
      </thead>
      <tbody>
        {people.map((person) => (
          <tr
            key={person.org_member_id}
            className="border-line border-b max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-y-1.5 max-md:py-3"
          >
            <th scope="row" className="py-2 pr-4 font-normal max-md:col-span-2 max-md:p-0">
              <span className="flex flex-wrap items-center gap-2">
                <Link
                  href={`/dashboard/members/${person.org_member_id}`}
                  className="wrap-anywhere font-medium text-text"
                >
                  {nameOf(person)}
                </Link>
                {person.org_member_id === selfId && <Badge>You</Badge>}
              </span>
              <span className="block break-all text-muted text-sm">{person.email}</span>
            </th>
            <td className="py-2 pr-4 max-md:p-0">
              {mayManage && person.via === "membership" && person.membership ? (
                <ChangeRole
                  unit={unit}
                  member={{ org_member_id: person.org_member_id, name: called(person) }}
                  label={`Role of ${called(person)}`}
                  seen={person.membership}
                />
              ) : (
                roleNames[person.role]
              )}
            </td>
            <td className="py-2 pr-4 text-muted text-sm max-md:col-span-2 max-md:row-start-3 max-md:p-0">
              <Reason person={person} />
            </td>
            {mayManage && (
              <td className="py-2 text-right max-md:col-start-2 max-md:row-start-2 max-md:p-0">
                {person.membership && (
                  <RevokeAccess
                    unit={unit}
                    seen={person.membership}
                    member={{
                      org_member_id: person.org_member_id,
                      name: called(person),
                      isSelf: person.org_member_id === selfId,
                      isOrgAdmin: person.via === "org_admin",
                    }}
                  />
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reason({ person: { via, membership } }: { person: UnitReach }) {
  return (
    <>
      {via === "org_admin" && <span className="block text-text">Org admin, has access to every org unit</span>}
      {membership && (
        <span className="block">
          {via === "org_admin" ? (
            `Also a membership as ${membership.role}, `
          ) : (
            <span className="text-text">Membership, </span>
          )}
          granted {membership.granted_by && `by ${nameOf(membership.granted_by)} `}
          <RelativeTime value={membership.granted_at} />
        </span>
      )}
    </>
  );
}
