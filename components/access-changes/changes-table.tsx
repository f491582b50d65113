import { type BlockColumn, BlockTable } from "@/components/data-table/block-table";
import { cutStyle } from "@/components/data-table/cut";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessChange } from "@/domain/access-changes/schema";
import type { TableChoices } from "@/lib/table-choices";
import { CHANGES_PATH } from "./change-paths";
import { summaryText } from "./change-words";

/** The columns of the list of access changes. */
export const changeColumns: readonly BlockColumn<AccessChange>[] = [
  {
    id: "what",
    label: "What",
    cell: ({ id, summary, undoes, undone_by }) => (
      <span className="flex items-center gap-x-2 max-sm:flex-wrap">
        <Link
          href={`${CHANGES_PATH}/${id}`}
          title={summaryText(summary)}
          className={`${cutStyle} font-medium text-text leading-6`}
        >
          {summaryText(summary)}
        </Link>{" "}
        {undoes && <Badge>Undo</Badge>} {undone_by && <Badge tone="warn">Undone</Badge>}
      </span>
    ),
  },
  {
    id: "by",
    label: "By",
    width: "w-[20%]",
    title: (change) => change.created_by?.name,
    cell: (change) => change.created_by?.name ?? "Unknown",
  },
  {
    id: "reason",
    label: "Reason",
    width: "w-[26%]",
    look: "text-muted",
    title: ({ reason }) => reason,
    cell: ({ reason }) => reason,
  },
  {
    id: "when",
    label: "When",
    width: "w-[14%]",
    look: "text-muted",
    cell: (change) => <RelativeTime value={change.created_at} />,
  },
];

type Props = { changes: AccessChange[]; caption: string; choices: TableChoices };

/** Access changes, newest first. */
export function ChangesTable({ changes, ...look }: Props) {
  return <BlockTable {...look} columns={changeColumns} rows={changes} rowId={({ id }) => id} />;
}
