import { pageAuditEntries } from "@/domain/audit-log/list-entries";
import { mayReadAuditLog } from "@/domain/audit-log/policy";
import { AuditLog, AuditLogQuery } from "@/domain/audit-log/schema";
import { endpoint } from "@/lib/http/endpoint";
import { pagedHeader, pageReply } from "@/lib/http/page";

export const GET = endpoint(
  {
    id: "listAuditLog",
    tag: "Audit Log",
    summary: "Read the audit log",
    description:
      "Who changed what, newest first, one page at a time. Org admins see every entry, OU admins those of their OUs, and everybody those by or about themselves. Reading the log leaves no entry. Names are as they were at the time; those of an erased person are null.",
    scope: "read",
    withinUnit: true,
    allow: mayReadAuditLog,
    query: AuditLogQuery,
    responses: { 200: AuditLog },
    headers: pagedHeader,
  },
  async ({ tx, actor, query }) => pageReply("/audit-log", query, await pageAuditEntries(tx, actor, query)),
);
