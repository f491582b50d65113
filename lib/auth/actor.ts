import type { Role } from "@/lib/roles";

declare const proven: unique symbol;
/** An organization's id that a credential has proven; only this file makes one. */
type OrgId = string & { readonly [proven]: "OrgId" };
/** A member's id that a credential has proven; only this file makes one. */
type MemberId = string & { readonly [proven]: "MemberId" };

/** What proved the actor: a row that can be revoked; "none" for an operator's command and for tests. */
export type Credential = { readonly kind: "token" | "session"; readonly id: string } | { readonly kind: "none" };

/** Who a request acts as. Everything that decides access reads this, never the input. */
export type Actor = {
  readonly orgId: OrgId;
  readonly memberId: MemberId;
  readonly orgRole: Role;
  /** The OUs the member has a membership in, with the role there; an org admin needs none and has none listed. */
  readonly ouRoles: Readonly<Record<string, Role>>;
  readonly credential: Credential;
};

type ProvenRow = {
  org_id: string;
  org_member_id: string;
  role: Role;
  ou_roles: Record<string, Role> | null;
  /** Of the credential that was looked up; at most one is there. */
  token_id?: string;
  session_id?: string;
};

function credentialOf({ token_id: token, session_id: session }: ProvenRow): Credential {
  if (token) return { kind: "token", id: token };
  return session ? { kind: "session", id: session } : { kind: "none" };
}

/** The actor of a row that db/system.ts has looked up by a credential or for an operator's command. */
export function actorFromRow(row: ProvenRow): Actor {
  return {
    orgId: row.org_id as OrgId,
    memberId: row.org_member_id as MemberId,
    orgRole: row.role,
    ouRoles: row.ou_roles ?? {},
    credential: credentialOf(row),
  };
}

/** The first admin of an organization that is about to be made: its scope holds no row yet. */
export function foundingActor(newOrgId: string, newMemberId: string): Actor {
  return actorFromRow({ org_id: newOrgId, org_member_id: newMemberId, role: "admin", ou_roles: null });
}

/** The actor's role in an OU, or undefined without access (contract §1: an org admin is admin in every OU). */
export function roleInUnit(actor: Actor, unitId: string): Role | undefined {
  if (actor.orgRole === "admin") return "admin";
  return Object.hasOwn(actor.ouRoles, unitId) ? actor.ouRoles[unitId] : undefined;
}
