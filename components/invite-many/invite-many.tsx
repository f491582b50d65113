"use client";

import { useId, useMemo, useRef, useState } from "react";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { MEMBERS_PATH } from "@/components/members/member-list-state";
import { orgRoleMeanings } from "@/components/members/org-role-meanings";
import { RoleOptions } from "@/components/members/role-options";
import { type ChosenUnit, UnitRolesField } from "@/components/members/unit-roles-field";
import { usualMemberships } from "@/components/members/usual-memberships";
import { Button, buttonStyle } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { countText } from "@/lib/number-text";
import { judgePeople } from "@/lib/people/judge-people";
import { readPasted } from "@/lib/people/read-pasted";
import { withUnits } from "@/lib/people/row-units";
import type { Role } from "@/lib/roles";
import { PeopleSource, type Source } from "./people-source";
import { invitable, Preview } from "./preview";
import { SendingResult } from "./sending-result";
import { useKnownMembers } from "./use-known-members";
import { type Terms, useSending } from "./use-sending";

const COLUMNS = ["email", "first_name", "last_name", "role", "units"] as const;
const NOTHING: Source = { text: "", file: null };

/** Invites a list of people: enters them, chooses their access, sends, and shows each result. */
export function InviteMany({ units }: { units: ChosenUnit[] }) {
  const id = useId();
  const [source, setSource] = useState(NOTHING);
  const [terms, setTerms] = useState<Terms>({ role: "viewer", ou_memberships: usualMemberships(units, "viewer") });
  const unitsAreChosen = useRef(false);
  const judged = useMemo(() => judgePeople(source.file?.people ?? readPasted(source.text)), [source]);
  const people = useMemo(() => withUnits(judged, units, terms.role), [judged, units, terms.role]);
  const { known, failed } = useKnownMembers(people);
  const sending = useSending();
  const ready = useMemo(() => invitable(people, known), [people, known]);
  const wrong = people.filter((person) => person.problem);
  useUnsavedGuard(sending.phase === "done" ? false : people.length > 0);

  if (sending.phase !== "writing") {
    return (
      <>
        <SendingResult sending={sending} wrong={wrong} onRetry={sending.retry} />
        {sending.phase === "done" && (
          <div className="mt-6 flex flex-wrap gap-2">
            <Link href={MEMBERS_PATH} className={buttonStyle({ kind: "primary" })}>
              Go to members
            </Link>
            <Button
              onClick={() => {
                sending.reset();
                setSource(NOTHING);
              }}
            >
              Invite more
            </Button>
          </div>
        )}
      </>
    );
  }

  const setRole = (role: Role) =>
    setTerms({ role, ou_memberships: unitsAreChosen.current ? terms.ou_memberships : usualMemberships(units, role) });
  return (
    <form
      className="grid grid-cols-1 gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]"
      onSubmit={(event) => {
        event.preventDefault();
        sending.start(ready, terms);
      }}
    >
      <div className="min-w-0 space-y-6">
        <PeopleSource source={source} columns={COLUMNS} onChange={setSource} />
        <section aria-labelledby={`${id}-preview`}>
          <h2 id={`${id}-preview`} className="mb-1 font-semibold text-lg">
            Preview
          </h2>
          <Preview people={people} known={known} unchecked={failed} />
        </section>
      </div>
      <div className="min-w-0 space-y-4 lg:sticky lg:top-20 lg:self-start">
        <SelectField
          label="Org role for everyone"
          hint={
            ready.some(({ role }) => role) ? "Rows that have a role of their own keep it." : orgRoleMeanings[terms.role]
          }
          value={terms.role}
          onChange={(event) => setRole(event.target.value as Role)}
        >
          <RoleOptions />
        </SelectField>
        <UnitRolesField
          units={units}
          value={terms.ou_memberships}
          firstRole={terms.role}
          hint="Everyone gets these, except for rows that name their own. You can change them for each person later."
          onChange={(value) => {
            unitsAreChosen.current = true;
            setTerms({ ...terms, ou_memberships: value });
          }}
        />
        <Button kind="primary" type="submit" disabled={ready.length === 0} className="w-full disabled:opacity-60">
          {`Invite ${countText(ready.length, "person", "people")}`}
        </Button>
        {wrong.length > 0 && (
          <p className="text-muted text-sm">Invalid rows are left out; you can copy them afterwards.</p>
        )}
      </div>
    </form>
  );
}
