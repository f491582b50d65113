import type { Role } from "@/lib/roles";

/** What an org role lets its holder do (contract §2). */
export const orgRoleMeanings: Record<Role, string> = {
  admin: "Manages members and administers every org unit",
  editor: "Reads the directory; works in the org units they are granted",
  viewer: "Reads the directory; works in the org units they are granted",
};
