import { listHref } from "@/components/data-table/list-href";
import { Link } from "@/components/ui/link";
import { PageSection } from "@/components/ui/page-section";
import type { ShownEntry } from "@/domain/audit-log/schema";
import { AUDIT_PATH, type AuditListState } from "./audit-list-state";
import { EntryList } from "./entry-list";

type Props = { entries: ShownEntry[]; state: AuditListState };

/** The newest entries about what a page shows, with a link to all of them. */
export function AuditSection({ entries, state }: Props) {
  return (
    <PageSection
      id="audit"
      title="Audit log"
      actions={
        entries.length > 0 && (
          <Link href={listHref(AUDIT_PATH, state)} className="inline-block min-h-6 underline">
            All entries
          </Link>
        )
      }
    >
      {entries.length > 0 ? (
        <EntryList label="Newest entries" entries={entries} headings="h3" />
      ) : (
        <p className="text-muted">Nothing has been recorded yet.</p>
      )}
    </PageSection>
  );
}
