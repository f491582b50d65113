import { exportMatrix } from "@/domain/access-matrix/export-matrix";
import { mayReadMatrix } from "@/domain/access-matrix/policy";
import { MatrixExport, MatrixExportQuery } from "@/domain/access-matrix/schema";
import { endpoint } from "@/lib/http/endpoint";
import { fileHeader, fileHeaders } from "@/lib/http/file-header";
import { Reply } from "@/lib/http/reply";

export const GET = endpoint(
  {
    id: "exportAccessMatrix",
    tag: "Access Changes",
    summary: "Export the access matrix as a CSV or JSON file",
    description:
      "Streams every member that matches, with their roles in every OU that matches. The CSV is written as that of `GET /members/export`, with a column for each OU. If the connection breaks, the file is incomplete.",
    scope: "read",
    allow: mayReadMatrix,
    query: MatrixExportQuery,
    responses: { 200: MatrixExport },
    media: {
      "text/csv": "UTF-8 with a byte order mark; a cell is empty, `editor`, or `editor until 2026-12-31T23:59:59Z`",
    },
    headers: fileHeader,
  },
  async ({ tx, actor, query, again }) => {
    const headers = fileHeaders("access-matrix", query.format ?? "csv");
    return new Reply(200, await exportMatrix(tx, actor, query, again), headers);
  },
);
