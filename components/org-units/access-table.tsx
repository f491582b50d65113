import { EndsBadge } from "@/components/access-changes/ends-badge";
import { cutStyle } from "@/components/data-table/cut";
import { HeadingRow } from "@/components/data-table/plain-table";
import { rowStyle } from "@/components/data-table/table-style";
import { WithRowKeys } from "@/components/data-table/with-row-keys";
import { roleNames } from "@/components/members/role-words";
import { StatusBadge } from "@/components/members/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OrgUnitDetail } from "@/domain/org-units/schema";
import { membershipContent } from "@/domain/ou-memberships/schema";
import { distinctNames } from "@/lib/distinct-names";
import type { TableChoices } from "@/lib/table-choices";
import { accessColumnNames as names } from "./access-filters";
import { ChangeRole } from "./change-role";
import { ExtendAccess } from "./extend-access";
import { RevokeAccess } from "./revoke-access";

type Person = OrgUnitDetail["people"]["items"][number];
type Props = {
  unit: { unit_id: string; name: string };
  people: Person[];
  choices: TableChoices;
  /** Whether the viewer may change who has access, whether they see when people were last active, and their own id. */
  mayManage: boolean;
  seesActivity: boolean;
  selfId: string;
};

const nameOf = (person: Person) => `${person.first_name} ${person.last_name}`;
const cellStyle = "py-1 pr-4 group-data-[density=compact]/list:py-0 max-md:p-0 md:whitespace-nowrap";

/** Who can do what in the OU, why, and until when; below 768 px each row is a block. */
export function AccessTable({ unit, people, choices, mayManage, seesActivity, selfId }: Props) {
  const called = distinctNames(people, nameOf, (person) => person.email);
  const shows = (column: keyof typeof names) => !choices.hidden.includes(column);
  const showsActivity = seesActivity && shows("last_active_at");
  const headings = [
    { label: "Member" },
    ...(shows("role") ? [{ label: names.role, className: "w-32" }] : []),
    ...(shows("source") ? [{ label: names.source, className: "w-[34%]" }] : []),
    ...(showsActivity ? [{ label: names.last_active_at, className: "w-28 max-xl:hidden" }] : []),
    ...(mayManage ? [{ label: "Actions", className: "w-40 text-right" }] : []),
  ];
  return (
    <WithRowKeys isCompact={choices.isCompact}>
      <table className="w-full border-line border-y text-left md:table-fixed">
        <caption className="sr-only">Who can do what in {unit.name}</caption>
        <thead className="max-md:sr-only">
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
                className={`${rowStyle} max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-y-1.5 max-md:py-3`}
              >
                <th scope="row" className={`${cellStyle} text-left font-normal max-md:col-span-2`}>
                  <Who person={person} isSelf={person.org_member_id === selfId} />
                </th>
                {shows("role") && (
                  <td className={cellStyle}>
                    {mayManage && isGranted ? (
                      <ChangeRole unit={unit} member={member} label={`Role of ${called(person)}`} seen={seen} />
                    ) : (
                      roleNames[person.role]
                    )}
                  </td>
                )}
                {shows("source") && (
                  <td className={`${cellStyle} text-muted text-sm max-md:col-span-2 max-md:row-start-3`}>
                    <Reason person={person} />
                  </td>
                )}
                {showsActivity && (
                  <td
                    className={`${cellStyle} text-muted text-sm max-md:col-span-2 max-md:row-start-4 md:max-xl:hidden ${person.last_active_at ? "" : "max-md:hidden"}`}
                  >
                    <span className="md:hidden">Last active: </span>
                    {person.last_active_at ? <RelativeTime value={person.last_active_at} /> : "unknown"}
                  </td>
                )}
                {mayManage && (
                  <td className={`${cellStyle} pr-0 text-right max-md:col-start-2 max-md:row-start-2`}>
                    <div className="flex justify-end gap-1 md:-mr-3">
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
    </WithRowKeys>
  );
}

function Who({ person, isSelf }: { person: Person; isSelf: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <Avatar id={person.org_member_id} name={nameOf(person)} className="-my-0.5 max-sm:hidden" />
      <span className="min-w-0">
        <span className="flex items-center gap-2 max-md:flex-wrap">
          <Link
            href={`/dashboard/members/${person.org_member_id}`}
            title={nameOf(person)}
            className={`${cutStyle} font-medium text-text leading-6`}
          >
            {nameOf(person)}
          </Link>
          {isSelf && <Badge>You</Badge>}
          <StatusBadge status={person.status} />
        </span>
        <span title={person.email} className={`${cutStyle} text-muted text-sm`}>
          {person.email}
        </span>
      </span>
    </span>
  );
}

function Reason({ person: { source, granted_by, granted_at, expires_at } }: { person: Person }) {
  if (source === "org_admin") {
    return <span className={`${cutStyle} text-text`}>Org admin, has access to every org unit</span>;
  }
  return (
    <span className="flex items-center gap-x-2 max-md:flex-wrap">
      <span className={cutStyle}>
        <span className="text-text">Membership, </span>
        granted {granted_by && `by ${granted_by.name} `}
        {granted_at && <RelativeTime value={granted_at} />}
      </span>{" "}
      <EndsBadge at={expires_at} />
    </span>
  );
}
