import { exportMembers } from "@/domain/members/export-members";
import { mayListMembers } from "@/domain/members/policy";
import { MemberExportQuery, MemberList } from "@/domain/members/schema";
import { endpoint } from "@/lib/http/endpoint";
import { fileHeader, fileHeaders } from "@/lib/http/file-header";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "exportMembers",
    tag: "Members",
    summary: "Export members as a CSV or JSON file",
    description:
      "Streams every member that matches the filters of `GET /members`. In CSV, the first line names the fields, lines end with CR LF, and a field that a spreadsheet would run as a formula starts with an apostrophe. If the connection breaks, the file is incomplete.",
    scope: "read",
    allow: mayListMembers,
    query: MemberExportQuery,
    responses: { 200: MemberList },
    media: { "text/csv": "UTF-8 with a byte order mark; OU memberships in one field, as `EMEA Sales (editor); …`" },
    headers: fileHeader,
    refusals: ["org_unit_not_found"],
  },
  async ({ tx, actor, query, again }) => {
    const headers = fileHeaders("members", query.format ?? "csv");
    return new Reply(200, await exportMembers(tx, actor, query, again), headers);
  },
);
