import { type Entry, forbidden } from "@/e2e/matrix";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };

export const messageEntries: Entry[] = [
  { id: "listMessages", method: "GET", success: 200, request: () => ({ path: "/messages" }), refused },
];
