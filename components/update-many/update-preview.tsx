"use client";

import type { ReactNode } from "react";
import { refusalText } from "@/components/access-changes/change-words";
import { PeopleTable } from "@/components/invite-many/people-table";
import { memberWords } from "@/components/members/member-words";
import { roleNames } from "@/components/members/role-words";
import { countText, numberText } from "@/lib/number-text";
import type { JudgedRow } from "./update-rows";

/** The rows that change something. */
export const changing = (rows: readonly JudgedRow[]) => rows.filter(({ result }) => result?.result === "updated");

const isUnchanged = ({ result }: JudgedRow) => result?.result === "unchanged";

/** Who changes and how, who does not, and who is left out and why, with the numbers of their rows. */
export function UpdatePreview({ rows }: { rows: readonly JudgedRow[] }) {
  const [changed, same] = [changing(rows), rows.filter(isUnchanged)];
  const leftOut = rows.filter((row) => !changed.includes(row) && !same.includes(row));
  return (
    <>
      <p role="status" className="mb-2">
        <strong className="font-medium">{countText(changed.length, "person", "people")} to change</strong>
        {leftOut.length > 0 && <span className="text-bad">, {countText(leftOut.length, "row")} left out</span>}
        {same.length > 0 && <span className="text-muted">, {numberText(same.length)} already as listed</span>}
      </p>
      <div className="space-y-6">
        <Rows caption="Left out" heading="Why" rows={leftOut} note={(row) => <Why {...row} />} />
        <Rows caption="To be changed" heading="What changes" rows={changed} note={(row) => <Changes {...row} />} />
        <Rows caption="Already as listed" heading="Result" rows={same} note={() => "Nothing to change"} />
      </div>
    </>
  );
}

type RowsProps = {
  caption: string;
  heading: string;
  rows: readonly JudgedRow[];
  note: (row: JudgedRow) => ReactNode;
};

function Rows({ caption, heading, rows, note }: RowsProps) {
  if (rows.length === 0) return null;
  const people = rows.map(({ person, result }) => ({ ...person, result }));
  return (
    <PeopleTable
      caption={caption}
      heading={heading}
      people={people}
      note={({ result, ...person }) => <span className="text-muted">{note({ person, result })}</span>}
    />
  );
}

function Why({ person, result }: JudgedRow) {
  if (!result) return <span className="text-bad">{person.problem}</span>;
  if (result.result === "unknown") return "Nobody has this address";
  if (result.code) return <span className="text-bad">Refused: {refusalText(result.code)}</span>;
  return <span className="text-bad">{result.errors?.map(({ detail }) => detail).join("; ")}</span>;
}

const labels = { first_name: memberWords.first_name, last_name: memberWords.last_name };

function Changes({ person, result }: JudgedRow) {
  const parts = (result?.fields ?? []).map((field) =>
    field === "role" ? `Org role: ${roleNames[person.role ?? "viewer"]}` : `${labels[field]}: ${person[field]}`,
  );
  return parts.join(", ");
}
