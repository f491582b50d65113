import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import type { MemberAccess, UnitAccess } from "@/domain/members/schema";
import type { MemberStatus, Role } from "@/lib/roles";
import { roleNames } from "./role-words";

const verbs: Record<Role, string> = { admin: "administers", editor: "can edit in", viewer: "can read in" };

const notYet: Partial<Record<MemberStatus, string>> = {
  invited: "None yet: the invitation has not been accepted. What follows applies once it is.",
  deactivated: "None now: the account is deactivated. What follows applies once it is reactivated.",
};

/** Says in words which OUs a member can access, what they may do there, and why. */
export function EffectiveAccess(props: MemberAccess) {
  const reservation = notYet[props.member.status];
  return (
    <>
      {reservation && <p className="mb-2 font-medium text-warn">{reservation}</p>}
      <Access {...props} />
    </>
  );
}

function Access({ member, access, isComplete }: MemberAccess) {
  const name = member.first_name;
  if (member.role === "admin") {
    return (
      <p>
        {name} <strong className="font-medium">administers every org unit</strong>: org admin.
        <span className="mt-1 block text-muted">
          This includes org units created later. OU roles add nothing to it.
        </span>
      </p>
    );
  }
  return (
    <>
      {access.length > 0 ? (
        <ul className="space-y-1.5">
          {access.map((unit) => (
            <li key={unit.unit_id}>
              <Sentence name={name} unit={unit} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{isComplete ? `${name} has no access to any org unit.` : `${name} has access to none of your org units.`}</p>
      )}
      <p className="mt-2 text-muted">
        {isComplete
          ? "Nothing else: no other org unit, and no right to change the organization."
          : "You see only the org units that you can access yourself; there may be others."}
      </p>
    </>
  );
}

function Sentence({ name, unit }: { name: string; unit: UnitAccess }) {
  const { membership } = unit;
  return (
    <>
      {name} <strong className="font-medium">{verbs[unit.role]}</strong>{" "}
      <Link href={`/dashboard/org-units/${unit.unit_id}`} className="underline">
        {unit.name}
      </Link>
      : <span className="text-muted">OU membership, {roleNames[unit.role].toLowerCase()}</span>
      {membership && (
        <span className="text-muted">
          , granted{" "}
          {membership.granted_by && (
            <>
              by{" "}
              <Link href={`/dashboard/members/${membership.granted_by.org_member_id}`} className="underline">
                {membership.granted_by.first_name} {membership.granted_by.last_name}
              </Link>{" "}
            </>
          )}
          on <LocalTime value={membership.granted_at} precision="day" />
          {membership.expires_at && (
            <>
              , until <LocalTime value={membership.expires_at} />
            </>
          )}
        </span>
      )}
      .
    </>
  );
}
