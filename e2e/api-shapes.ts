import type { Role } from "./seed";

// The shapes of the published reference, written down a second time on purpose.
export type OrgUnit = {
  unit_id: string;
  org_id: string;
  name: string;
  slug: string;
  external_ref: string | null;
  group: string | null;
  is_default: boolean;
};
export type ActiveOrgUnit = OrgUnit & { role: Role };
export type Member = {
  org_member_id: string;
  first_name: string;
  last_name: string;
  email: string;
  role: Role;
  status: "invited" | "active" | "deactivated";
  ou_memberships: { unit_id: string; unit_name: string; role: Role; expires_at: string | null }[];
  created_at: string;
};
export type OuMembership = Omit<Member, "ou_memberships" | "status">;
export type Me = Omit<Member, "ou_memberships" | "status" | "created_at"> & {
  org_id: string;
  active_ou: ActiveOrgUnit | null;
};
export type Token = {
  id: string;
  name: string;
  scopes: string[];
  unit_id: string | null;
  expires_at: string | null;
  created_at: string;
  last_used_at: string | null;
};
export type CreatedToken = Token & { token: string };
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: { pointer: string; detail: string }[];
  /** In a 412: the current values of what PUT replaces. */
  current?: Record<string, unknown>;
};
