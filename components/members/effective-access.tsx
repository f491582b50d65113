import { Link } from "@/components/ui/link";
import { LocalTime } from "@/components/ui/local-time";
import type { MemberAccess, UnitAccess } from "@/domain/members/schema";
import type { MemberStatus, Role } from "@/lib/roles";
import { roleNames } from "./role-words";

const verbs: Record<Role, string> = { admin: "administers", editor: "can edit in", viewer: "can read in" };

const notYet: Partial<Record<MemberStatus, string>> = {
  invited: "Nothing yet: the invitation is not accepted. What follows counts once it is.",
  deactivated: "Nothing now: the account is deactivated. What follows counts once it is reactivated.",
};

/** Which OUs a member reaches, what they may do there, and how that came to be: in words. */
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
        {name} <strong className="font-medium">administers every unit</strong>: organization admin.
        <span className="mt-1 block text-muted">This includes units made later. OU roles add nothing to it.</span>
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
        <p>{isComplete ? `${name} reaches no unit.` : `${name} reaches none of the units that you reach.`}</p>
      )}
      <p className="mt-2 text-muted">
        {isComplete
          ? "Nothing else: no other unit, and no right to change the organization."
          : "You see the units that you reach yourself; there may be others."}
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
        </span>
      )}
      .
    </>
  );
}
