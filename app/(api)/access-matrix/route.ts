import { mayReadMatrix } from "@/domain/access-matrix/policy";
import { readMatrix } from "@/domain/access-matrix/read-matrix";
import { AccessMatrix, MatrixQuery } from "@/domain/access-matrix/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "getAccessMatrix",
    tag: "Access Changes",
    summary: "Read a section of the access matrix: who has which role in which Organizational Unit",
    description:
      "Members by name are the rows, and the OUs that you administer the columns, in the order of `GET /org-units`. The filters are those of `GET /members`, and `unit_search` for the columns. A section has at most 10,000 cells, rows times columns. Change what it shows with `POST /access-changes`.",
    scope: "read",
    allow: mayReadMatrix,
    query: MatrixQuery,
    responses: { 200: AccessMatrix },
  },
  { read: ({ tx, reader, query }) => readMatrix(tx, reader, query) },
);
