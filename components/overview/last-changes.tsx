import { CHANGES_PATH } from "@/components/access-changes/change-paths";
import { summaryText } from "@/components/access-changes/change-words";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessChange } from "@/domain/access-changes/schema";

/** The latest changes of access, each with who made it and why. */
export function LastChanges({ changes }: { changes: AccessChange[] }) {
  if (changes.length === 0) return <p className="text-muted">Nobody has changed anybody’s access yet.</p>;
  return (
    <ul className="divide-y divide-line border-line border-y">
      {changes.map((change) => (
        <li key={change.id} className="flex min-h-11 flex-wrap items-center gap-x-3 py-1.5">
          <div className="min-w-0 flex-1 basis-48">
            <Link href={`${CHANGES_PATH}/${change.id}`} className="font-medium text-text wrap-anywhere">
              {summaryText(change.summary)}
            </Link>{" "}
            {change.undoes && <Badge>Undo</Badge>} {change.undone_by && <Badge tone="warn">Undone</Badge>}
            <span className="block text-muted text-sm wrap-anywhere">
              {change.created_by?.name ?? "Unknown"}
              {change.reason && `: ${change.reason}`}
            </span>
          </div>
          <span className="text-muted text-sm">
            <RelativeTime value={change.created_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
