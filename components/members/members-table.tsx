"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { SortLink } from "@/components/data-table/sort-header";
import type { ListedMember } from "@/domain/members/schema";
import type { TableChoices } from "@/lib/table-choices";
import { memberColumns } from "./members-columns";

type Props = {
  members: ListedMember[];
  caption: string;
  sortLinks: Partial<Record<string, SortLink>>;
  choices: TableChoices;
  /** Whether the viewer sees every membership, so that "None" is accurate. */
  seesEveryUnit: boolean;
  selfId: string;
  /** Whether rows can be selected and have a menu; they need RowControls around them then. */
  hasControls: boolean;
};

const WITH_CONTROLS = "max-sm:grid-cols-[1.5rem_minmax(0,1fr)_auto_auto]";

/** A page of members. */
export function MembersTable({ members, caption, sortLinks, choices, seesEveryUnit, selfId, hasControls }: Props) {
  const columns = useMemo(
    () => memberColumns({ seesEveryUnit, selfId, hasControls }),
    [seesEveryUnit, selfId, hasControls],
  );
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={members}
      rowId={(member) => member.org_member_id}
      sortLinks={sortLinks}
      choices={choices}
      hasSelection={hasControls}
      {...(hasControls ? { narrowColumns: WITH_CONTROLS } : {})}
    />
  );
}
