import { Download } from "lucide-react";
import { listHref } from "@/components/data-table/list-href";
import { buttonStyle } from "@/components/ui/button";

/** Links to exports of the filtered log; `query` has the names of GET /audit-log/export. */
export function AuditExports({ query }: { query: Record<string, string | undefined> }) {
  return (["csv", "jsonl"] as const).map((format) => (
    <a
      key={format}
      href={listHref("/audit-log/export", { format, ...query })}
      download
      aria-label={`Export as ${format.toUpperCase()}`}
      className={buttonStyle()}
    >
      <Download aria-hidden size={14} />
      {format.toUpperCase()}
    </a>
  ));
}
