import { EndsBadge } from "@/components/access-changes/ends-badge";
import { ChangeRole } from "@/components/org-units/change-role";
import { ExtendAccess } from "@/components/org-units/extend-access";
import { RevokeAccess } from "@/components/org-units/revoke-access";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import { OuDot } from "@/components/ui/ou-dot";
import type { MemberAccess as Found, UnitAccess } from "@/domain/members/schema";
import type { Grant } from "@/domain/org-units/schema";
import { membershipContent } from "@/domain/ou-memberships/schema";
import type { MemberStatus, Role } from "@/lib/roles";
import { roleNames } from "./role-words";

type Person = { org_member_id: string; name: string; isSelf: boolean; isOrgAdmin: boolean };
type Props = Found & {
  person: Person;
  /** The OUs in which the viewer may change the access. */
  managed: ReadonlySet<string>;
};

const notYet: Partial<Record<MemberStatus, string>> = {
  invited: "None yet: the invitation has not been accepted. What follows applies once it is.",
  deactivated: "None now: the account is deactivated. What follows applies once it is reactivated.",
};

type Granted = UnitAccess & { membership: Grant };
const isGranted = (unit: UnitAccess): unit is Granted => unit.membership !== null;

/** Which org units a member can access: what they may do there, why and until when, with what changes it beside. */
export function MemberAccess({ member, access, isComplete, person, managed }: Props) {
  const reservation = notYet[member.status];
  const granted = access.filter(isGranted);
  return (
    <>
      {reservation && <p className="mb-2 font-medium text-warn">{reservation}</p>}
      {person.isOrgAdmin && (
        <p className="mb-3">
          {member.first_name} <strong className="font-medium">administers every org unit</strong>: org admin.{" "}
          <span className="text-muted">
            This includes org units created later. {granted.length > 0 && "The roles below apply only if that ends."}
          </span>
        </p>
      )}
      {granted.length > 0 && (
        <ul aria-label={`Org units of ${person.name}`} className="divide-y divide-line border-line border-y">
          {granted.map((unit) => (
            <Row key={unit.unit_id} unit={unit} person={person} mayChange={managed.has(unit.unit_id)} />
          ))}
        </ul>
      )}
      {!person.isOrgAdmin && <Rest name={member.first_name} isAny={granted.length > 0} isComplete={isComplete} />}
    </>
  );
}

function Rest({ name, isAny, isComplete }: { name: string; isAny: boolean; isComplete: boolean }) {
  const none = isComplete ? `${name} has no access to any org unit.` : `${name} has access to none of your org units.`;
  const more = isComplete
    ? "Nothing else: no other org unit, and no right to change the organization."
    : "You see only the org units that you can access yourself; there may be others.";
  return (
    <>
      {!isAny && <p>{none}</p>}
      <p className="mt-2 text-muted">{more}</p>
    </>
  );
}

type RowProps = { unit: Granted; person: Person; mayChange: boolean };

function Row({ unit, person, mayChange }: RowProps) {
  const { membership } = unit;
  const seen = membershipContent(membership);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-56">
        <span className="flex items-baseline gap-2">
          <OuDot id={unit.unit_id} />
          <Link
            href={`/dashboard/org-units/${unit.unit_id}`}
            className="inline-block min-h-6 min-w-0 wrap-anywhere font-medium text-text"
          >
            {unit.name}
          </Link>
        </span>
        <Reason membership={membership} />
      </div>
      <EndsBadge at={membership.expires_at} />
      {mayChange ? (
        <div className="flex items-center gap-2">
          <ChangeRole unit={unit} member={person} label={`Role in ${unit.name}`} seen={seen} />
          {membership.expires_at && (
            <ExtendAccess unit={unit} member={person} seen={{ ...seen, expires_at: membership.expires_at }} />
          )}
          <RevokeAccess unit={unit} member={person} seen={seen} />
        </div>
      ) : (
        <Badge>{roleNames[membership.role]}</Badge>
      )}
    </li>
  );
}

const may: Record<Role, string> = { admin: "Administers it", editor: "Can edit", viewer: "Can read" };

function Reason({ membership: { role, granted_by: by, granted_at: at, expires_at: end } }: { membership: Grant }) {
  return (
    <p className="text-muted text-sm">
      {may[role]}: membership, granted{" "}
      {by && (
        <>
          by{" "}
          <Link href={`/dashboard/members/${by.org_member_id}`} className="underline">
            {by.first_name} {by.last_name}
          </Link>{" "}
        </>
      )}
      on <LocalTime value={at} precision="day" />
      {end && (
        <>
          , until <LocalTime value={end} />
        </>
      )}
    </p>
  );
}
