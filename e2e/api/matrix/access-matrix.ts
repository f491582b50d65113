import { type Entry, forbidden } from "@/e2e/matrix";

const refused = { "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };

export const accessMatrixEntries: Entry[] = [
  { id: "getAccessMatrix", method: "GET", success: 200, request: () => ({ path: "/access-matrix" }), refused },
  {
    id: "exportAccessMatrix",
    method: "GET",
    success: 200,
    request: () => ({ path: "/access-matrix/export" }),
    refused,
  },
];
