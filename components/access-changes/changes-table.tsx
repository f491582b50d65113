import { cutStyle } from "@/components/data-table/cut";
import { BlockTable } from "@/components/data-table/plain-table";
import { cellStyle, rowStyle } from "@/components/data-table/table-style";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessChange } from "@/domain/access-changes/schema";
import { CHANGES_PATH } from "./change-paths";
import { summaryText } from "./change-words";

const headings = [
  { label: "What" },
  { label: "By", className: "w-[20%]" },
  { label: "Reason", className: "w-[26%]" },
  { label: "When", className: "w-[14%]" },
];

/** Access changes, newest first; below 640 px each row is a block. */
export function ChangesTable({ changes, caption }: { changes: AccessChange[]; caption: string }) {
  return (
    <BlockTable caption={caption} headings={headings}>
      {changes.map((change) => (
        <tr key={change.id} className={`${rowStyle} max-sm:block max-sm:py-2`}>
          <th scope="row" className={`${cellStyle} text-left max-sm:block`}>
            <span className="flex items-center gap-x-2 max-sm:flex-wrap">
              <Link
                href={`${CHANGES_PATH}/${change.id}`}
                title={summaryText(change.summary)}
                className={`${cutStyle} font-medium text-text leading-6`}
              >
                {summaryText(change.summary)}
              </Link>{" "}
              {change.undoes && <Badge>Undo</Badge>} {change.undone_by && <Badge tone="warn">Undone</Badge>}
            </span>
          </th>
          <td title={change.created_by?.name} className={`${cellStyle} sm:truncate max-sm:block`}>
            {change.created_by?.name ?? "Unknown"}
          </td>
          <td title={change.reason ?? undefined} className={`${cellStyle} sm:truncate text-muted max-sm:block`}>
            {change.reason}
          </td>
          <td className={`${cellStyle} sm:truncate text-muted max-sm:block`}>
            <RelativeTime value={change.created_at} />
          </td>
        </tr>
      ))}
    </BlockTable>
  );
}
