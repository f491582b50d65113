import type { MemberStatus, Role } from "@/lib/roles";

export const MEMBERS_PATH = "/dashboard/members";
export const INVITE_PATH = `${MEMBERS_PATH}/invite`;
export const UPDATE_PATH = `${MEMBERS_PATH}/update`;

/** The columns of the list that may be hidden. */
export const memberColumnNames = {
  email: "E-mail",
  role: "Org role",
  ou_memberships: "Org units",
  last_active_at: "Last active",
  created_at: "Added",
} as const;

/** The state in the members page's address, with the names of GET /members. */
export type MemberListState = {
  search?: string | undefined;
  role?: Role | undefined;
  status?: MemberStatus | undefined;
  unit_id?: string | undefined;
  /** Whether only members are listed who have access that ends soon. */
  expiring?: "true" | undefined;
  sort?: string | undefined;
  /** The page size, if the address says one. */
  limit?: string | undefined;
};
