import { BlockTable } from "@/components/data-table/plain-table";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessChange } from "@/domain/access-changes/schema";
import { CHANGES_PATH } from "./change-paths";
import { summaryText } from "./change-words";

const headings = [{ label: "What" }, { label: "By" }, { label: "Reason" }, { label: "When" }];

/** Access changes, newest first; below 640 px each row is a block. */
export function ChangesTable({ changes, caption }: { changes: AccessChange[]; caption: string }) {
  return (
    <BlockTable caption={caption} headings={headings}>
      {changes.map((change) => (
        <tr key={change.id} className="border-line border-b align-top last:border-b-0 max-sm:block max-sm:py-2">
          <th scope="row" className="py-2 pr-4 font-normal max-sm:block max-sm:p-0">
            <Link href={`${CHANGES_PATH}/${change.id}`} className="inline-block min-h-6 font-medium text-text">
              {summaryText(change.summary)}
            </Link>{" "}
            {change.undoes && <Badge>Undo</Badge>} {change.undone_by && <Badge tone="warn">Undone</Badge>}
          </th>
          <td className="py-2 pr-4 wrap-anywhere max-sm:block max-sm:p-0">{change.created_by?.name ?? "Unknown"}</td>
          <td className="py-2 pr-4 wrap-anywhere text-muted max-sm:block max-sm:p-0">{change.reason}</td>
          <td className="py-2 text-muted max-sm:block max-sm:p-0">
            <RelativeTime value={change.created_at} />
          </td>
        </tr>
      ))}
    </BlockTable>
  );
}
