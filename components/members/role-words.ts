import type { Role } from "@/lib/roles";

/** What each role is called where it stands alone. */
export const roleNames: Record<Role, string> = { admin: "Admin", editor: "Editor", viewer: "Viewer" };

/** What an org role lets its holder do (contract §2). */
export const orgRoleMeanings: Record<Role, string> = {
  admin: "Manages members and administers every unit",
  editor: "Reads the directory; works in the units they are granted",
  viewer: "Reads the directory; works in the units they are granted",
};
