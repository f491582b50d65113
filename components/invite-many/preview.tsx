"use client";

import { statusNames } from "@/components/members/status-words";
import { Link } from "@/components/ui/link";
import { countText, numberText } from "@/lib/number-text";
import type { JudgedPerson } from "./judge-people";
import { PeopleTable } from "./people-table";
import type { KnownMember } from "./use-known-members";

type Props = {
  people: readonly JudgedPerson[];
  known: ReadonlyMap<string, KnownMember | null>;
  /** Whether it could not be found out who is a member already. */
  unchecked: boolean;
};

/** Who of a list would be invited: those who can be, and have not a member's address already. */
export const invitable = (people: readonly JudgedPerson[], known: Props["known"]) =>
  people.filter(({ key, problem, repeats }) => !problem && repeats === undefined && !known.get(key));

/** What the list comes to before anything is sent: who is left out and why, then who is invited and by which name. */
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
              <span className="text-muted">, {numberText(leftOut.length - wrong)} there already</span>
            )}
          </>
        )}
      </p>
      {unchecked && (
        <p className="mb-2 text-warn text-sm">
          Who is a member already could not be checked now. Sending is safe: members are left as they are.
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
          heading="Name is"
          people={good}
          note={({ isNamed }) => <span className="text-muted">{isNamed ? "as given" : "made from the address"}</span>}
        />
      )}
    </>
  );
}

function Why({ person, member }: { person: JudgedPerson; member: KnownMember | null | undefined }) {
  if (person.problem) return <span className="text-bad">{person.problem}</span>;
  if (person.repeats !== undefined) return <>The same address as row {numberText(person.repeats)}</>;
  return <MemberAlready email={person.email} member={member ?? {}} />;
}

/** That a member has the address already, with the way to them. */
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
          A member already<span className="sr-only">: {email}</span>
        </Link>
      ) : (
        "A member already"
      )}
      {status && <span className="text-muted">, {statusNames[status].toLowerCase()}</span>}
    </>
  );
}
