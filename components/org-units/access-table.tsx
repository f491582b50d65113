import { EndsBadge } from "@/components/access-changes/ends-badge";
import { HeadingRow } from "@/components/data-table/plain-table";
import { roleNames } from "@/components/members/role-words";
import { StatusBadge } from "@/components/members/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OrgUnitDetail } from "@/domain/org-units/schema";
import { membershipContent } from "@/domain/ou-memberships/schema";
import { distinctNames } from "@/lib/distinct-names";
import { ChangeRole } from "./change-role";
import { ExtendAccess } from "./extend-access";
import { RevokeAccess } from "./revoke-access";

type Person = OrgUnitDetail["people"]["items"][number];
type Props = {
  unit: { unit_id: string; name: string };
  people: Person[];
  /** Whether the viewer may change who has access, whether they see when people were last active, and their own id. */
  mayManage: boolean;
  seesActivity: boolean;
  selfId: string;
};

const nameOf = (person: Person) => `${person.first_name} ${person.last_name}`;

/** Who can do what in the OU, why, and until when; below 768 px each row is a block. */
export function AccessTable({ unit, people, mayManage, seesActivity, selfId }: Props) {
  const called = distinctNames(people, nameOf, (person) => person.email);
  const headings = [
    { label: "Member" },
    { label: "Role here" },
    { label: "Access through" },
    ...(seesActivity ? [{ label: "Last active" }] : []),
    ...(mayManage ? [{ label: "Actions", className: "text-right" }] : []),
  ];
  return (
    <table className="w-full border-line border-t text-left">
      <caption className="sr-only">Who can do what in {unit.name}</caption>
      <thead className="border-line border-b text-muted text-sm max-md:sr-only">
        <HeadingRow headings={headings} />
      </thead>
      <tbody>
        {people.map((person) => {
          const member = { org_member_id: person.org_member_id, name: called(person) };
          const isGranted = person.source === "membership";
          const seen = membershipContent(person);
          return (
            <tr
              key={person.org_member_id}
              className="border-line border-b max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-y-1.5 max-md:py-3"
            >
              <th scope="row" className="py-2 pr-4 font-normal max-md:col-span-2 max-md:p-0">
                <Who person={person} isSelf={person.org_member_id === selfId} />
              </th>
              <td className="py-2 pr-4 max-md:p-0">
                {mayManage && isGranted ? (
                  <ChangeRole unit={unit} member={member} label={`Role of ${called(person)}`} seen={seen} />
                ) : (
                  roleNames[person.role]
                )}
              </td>
              <td className="py-2 pr-4 text-muted text-sm max-md:col-span-2 max-md:row-start-3 max-md:p-0">
                <Reason person={person} />
              </td>
              {seesActivity && (
                <td className="py-2 pr-4 text-muted text-sm max-md:col-span-2 max-md:row-start-4 max-md:p-0">
                  <span className="md:hidden">Last active: </span>
                  {person.last_active_at ? <RelativeTime value={person.last_active_at} /> : "unknown"}
                </td>
              )}
              {mayManage && (
                <td className="py-2 text-right max-md:col-start-2 max-md:row-start-2 max-md:p-0">
                  <div className="flex flex-wrap justify-end gap-1">
                    {isGranted && person.expires_at && (
                      <ExtendAccess unit={unit} member={member} seen={{ ...seen, expires_at: person.expires_at }} />
                    )}
                    {isGranted && (
                      <RevokeAccess
                        unit={unit}
                        seen={seen}
                        member={{ ...member, isSelf: person.org_member_id === selfId, isOrgAdmin: false }}
                      />
                    )}
                  </div>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Who({ person, isSelf }: { person: Person; isSelf: boolean }) {
  return (
    <span className="flex gap-2">
      <Avatar id={person.org_member_id} name={nameOf(person)} className="-my-0.5 max-sm:hidden" />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2">
          <Link href={`/dashboard/members/${person.org_member_id}`} className="wrap-anywhere font-medium text-text">
            {nameOf(person)}
          </Link>
          {isSelf && <Badge>You</Badge>}
          <StatusBadge status={person.status} />
        </span>
        <span className="block break-all text-muted text-sm">{person.email}</span>
      </span>
    </span>
  );
}

function Reason({ person: { source, granted_by, granted_at, expires_at } }: { person: Person }) {
  if (source === "org_admin") return <span className="text-text">Org admin, has access to every org unit</span>;
  return (
    <>
      <span className="text-text">Membership, </span>
      granted {granted_by && `by ${granted_by.name} `}
      {granted_at && <RelativeTime value={granted_at} />} <EndsBadge at={expires_at} />
    </>
  );
}
