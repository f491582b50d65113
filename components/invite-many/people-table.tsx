"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { numberText } from "@/lib/number-text";
import type { ListedPerson } from "@/lib/people/read-pasted";

const SHOWN_AT_FIRST = 50;
const SHOWN_MORE = 500;

type Props<Person> = {
  caption: string;
  /** The last column's heading. */
  heading: string;
  people: readonly Person[];
  note: (person: Person, index: number) => ReactNode;
};

/** Listed people with a note about each; the first fifty, and more on request. */
export function PeopleTable<Person extends ListedPerson>({ caption, heading, people, note }: Props<Person>) {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const hidden = people.length - shown;
  return (
    <>
      <table className="w-full table-fixed border-line border-y text-left max-sm:block">
        <caption className="py-2 text-left font-medium max-sm:block">
          {caption} <span className="text-muted tabular-nums">({numberText(people.length)})</span>
        </caption>
        <thead className="max-sm:sr-only">
          <tr className="border-line border-b text-muted text-sm *:py-1.5 *:pr-4 *:font-medium">
            <th scope="col" className="w-16">
              Row
            </th>
            <th scope="col">E-mail</th>
            <th scope="col">Name</th>
            <th scope="col">{heading}</th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {people.slice(0, shown).map((person, index) => (
            <tr
              key={person.at}
              className="border-line border-b last:border-b-0 *:py-1.5 *:pr-4 *:align-top max-sm:grid max-sm:grid-cols-[3rem_1fr] max-sm:py-1 max-sm:*:py-0 max-sm:*:not-first:col-start-2"
            >
              <td className="text-muted tabular-nums">{numberText(person.at)}</td>
              <th scope="row" className="break-all font-normal">
                {person.email || <span className="text-muted">none</span>}
              </th>
              <td className="wrap-anywhere text-muted">
                {!person.problem && `${person.first_name} ${person.last_name}`}
              </td>
              <td className="wrap-anywhere">{note(person, index)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <div className="mt-2">
          <Button onClick={() => setShown(shown + SHOWN_MORE)}>
            Show {numberText(Math.min(hidden, SHOWN_MORE))} more of {numberText(people.length)}
          </Button>
        </div>
      )}
    </>
  );
}
