import { exportAuditLog } from "@/domain/audit-log/export-entries";
import { mayProveAuditLog } from "@/domain/audit-log/policy";
import { AuditExportQuery } from "@/domain/audit-log/schema";
import { endpoint } from "@/lib/http/endpoint";
import { fileHeader, fileHeaders } from "@/lib/http/file-header";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "exportAuditLog",
    tag: "Audit Log",
    summary: "Export the audit log as JSON lines or CSV",
    description:
      "Streams the sealed entries, oldest first, for `npm run audit:verify`. Entries are sealed within a minute. Get the checkpoint first, so that it covers nothing that the export lacks. The export is recorded in the log too. If the connection breaks, the file is incomplete.",
    scope: "read",
    allow: mayProveAuditLog,
    query: AuditExportQuery,
    responses: { 200: null },
    media: {
      "application/jsonl":
        "One object a line: `index` in the tree, `hash`, `entry` (the exact text that was hashed) and `values` (personal values with their salts, unless they were erased). Pruned entries have only `index` and `hash`. With a filter, the first line has the `checkpoint`, and each other one its inclusion `proof`",
      "text/csv": "UTF-8 with a byte order mark; `changes` as JSON",
    },
    headers: fileHeader,
  },
  async ({ tx, actor, query, again }) => {
    const headers = fileHeaders("audit-log", query.format ?? "jsonl");
    return new Reply(200, await exportAuditLog(tx, actor, query, again), headers);
  },
);
