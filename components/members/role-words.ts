import type { Role } from "@/lib/roles";

/** What each role is called where it stands alone. */
export const roleNames: Record<Role, string> = { admin: "Admin", editor: "Editor", viewer: "Viewer" };

/** What an org role lets its holder do (contract §2). */
export const orgRoleMeanings: Record<Role, string> = {
  admin: "Manages members and administers every unit",
  editor: "No rights by itself; units are granted one by one",
  viewer: "No rights by itself; units are granted one by one",
};

/** What an OU role lets its holder do in that OU (contract §2). */
export const ouRoleVerbs: Record<Role, string> = { admin: "administer", editor: "edit in", viewer: "read in" };
