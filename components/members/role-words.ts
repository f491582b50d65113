import type { Role } from "@/lib/roles";

/** Labels for roles. */
export const roleNames: Record<Role, string> = { admin: "Admin", editor: "Editor", viewer: "Viewer" };
