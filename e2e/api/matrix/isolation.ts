import { type Entry, forbidden, selections } from "@/e2e/matrix";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };

function ofAdmins(id: string, method: string, path: string): Entry {
  // A selection out of reach is ignored: it only chooses the OU whose rows are counted.
  return { id, method, success: 200, request: () => ({ path }), refused, ids: selections(path, { status: 200 }) };
}

export const isolationEntries: Entry[] = [
  ofAdmins("getIsolation", "GET", "/isolation"),
  ofAdmins("checkIsolation", "POST", "/isolation/check"),
];
