import type { MemberStatus, Role } from "@/lib/roles";

export const MEMBERS_PATH = "/dashboard/members";
export const INVITE_PATH = `${MEMBERS_PATH}/invite`;
export const UPDATE_PATH = `${MEMBERS_PATH}/update`;

/** The state in the members page's address, with the names of GET /members. */
export type MemberListState = {
  search?: string | undefined;
  role?: Role | undefined;
  status?: MemberStatus | undefined;
  unit_id?: string | undefined;
  /** Whether only members are listed who have access that ends soon. */
  expiring?: "true" | undefined;
  sort?: string | undefined;
  /** The page size, if it is not the usual one. */
  limit?: string | undefined;
};
