"use client";

import { roleNames } from "@/components/members/role-words";
import { statusNames } from "@/components/members/status-words";
import { Link } from "@/components/ui/link";
import { countText, numberText } from "@/lib/number-text";
import type { PersonWithUnits } from "@/lib/people/row-units";
import { PeopleTable } from "./people-table";
import type { KnownMember } from "./use-known-members";

type Props = {
  people: readonly PersonWithUnits[];
  known: ReadonlyMap<string, KnownMember | null>;
  /** Whether the check for existing members failed. */
  unchecked: boolean;
};

/** The people who would be invited: valid rows whose address is not a member's already. */
export const invitable = (people: readonly PersonWithUnits[], known: Props["known"]) =>
  people.filter(({ key, problem, repeats }) => !problem && repeats === undefined && !known.get(key));

/** Shows before sending who is left out and why, then who is invited and under which name. */
export function Preview({ people, known, unchecked }: Props) {
  const good = invitable(people, known);
  const invited = new Set(good);
  const leftOut = people.filter((person) => !invited.has(person));
  const wrong = leftOut.filter((person) => person.problem).length;
  return (
    <>
      <p role="status" className="mb-2">
        {people.length === 0 ? (
          <span className="text-muted">Nobody yet.</span>
        ) : (
          <>
            <strong className="font-medium">{countText(good.length, "person", "people")} to invite</strong>
            {wrong > 0 && <span className="text-bad">, {countText(wrong, "row")} to correct</span>}
            {leftOut.length > wrong && (
              <span className="text-muted">, {numberText(leftOut.length - wrong)} already listed or members</span>
            )}
          </>
        )}
      </p>
      {unchecked && (
        <p className="mb-2 text-warn text-sm">
          Existing members could not be checked right now. Sending is safe: existing members stay unchanged.
        </p>
      )}
      {leftOut.length > 0 && (
        <div className="mb-6">
          <PeopleTable
            caption="Left out"
            heading="Why"
            people={leftOut}
            note={(person) => <Why person={person} member={known.get(person.key)} />}
          />
        </div>
      )}
      {good.length > 0 && (
        <PeopleTable
          caption="To be invited"
          heading="Name"
          people={good}
          note={({ isNamed, role, ou_memberships: own }) => (
            <span className="text-muted">
              {isNamed ? "as given" : "derived from the address"}
              {role && `, org role ${roleNames[role]}`}
              {own && `, ${countText(own.length, "org unit")}`}
            </span>
          )}
        />
      )}
    </>
  );
}

function Why({ person, member }: { person: PersonWithUnits; member: KnownMember | null | undefined }) {
  if (person.problem) return <span className="text-bad">{person.problem}</span>;
  if (person.repeats !== undefined) return <>The same address as row {numberText(person.repeats)}</>;
  return <MemberAlready email={person.email} member={member ?? {}} />;
}

/** Says that a member has the address already, with a link to them. */
export function MemberAlready({
  email,
  member: { org_member_id: id, status },
}: {
  email: string;
  member: KnownMember;
}) {
  return (
    <>
      {id ? (
        <Link href={`/dashboard/members/${id}`} className="underline">
          Already a member<span className="sr-only">: {email}</span>
        </Link>
      ) : (
        "Already a member"
      )}
      {status && <span className="text-muted">, {statusNames[status].toLowerCase()}</span>}
    </>
  );
}
