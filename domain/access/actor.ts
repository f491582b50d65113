import type { Role } from "@/lib/roles";

declare const proven: unique symbol;
/** An organization's id that a credential has proven; only this file makes one. */
type OrgId = string & { readonly [proven]: "OrgId" };
/** A member's id that a credential has proven; only this file makes one. */
type MemberId = string & { readonly [proven]: "MemberId" };

/** What proved the actor: a row that can be revoked; "none" for an operator's command and for tests. */
export type Credential = { readonly kind: "token" | "session"; readonly id: string } | { readonly kind: "none" };

/** The member that a request acts as. Everything that decides access reads this, never the input. */
export type Actor = {
  readonly kind: "member";
  readonly orgId: OrgId;
  readonly memberId: MemberId;
  readonly orgRole: Role;
  /** The OUs the member has a membership in, with the role there; an org admin needs none and has none listed. */
  readonly ouRoles: Readonly<Record<string, Role>>;
  readonly credential: Credential;
};

/** The program that a request acts as: no member, no org role, and one OU in which it may do what an editor may. */
export type ServiceAccount = {
  readonly kind: "service_account";
  readonly orgId: OrgId;
  readonly unitId: string;
  readonly credential: { readonly kind: "secret"; readonly id: string };
};

/** Who works in an OU. What belongs to the organization or to a person takes an Actor, which a service account is not. */
export type UnitActor = Actor | ServiceAccount;

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
    kind: "member",
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

/** The service account of a row that db/system.ts has looked up by a client id and secret. */
export function serviceAccountFromRow(row: { org_id: string; unit_id: string; secret_id: string }): ServiceAccount {
  const credential = { kind: "secret", id: row.secret_id } as const;
  return { kind: "service_account", orgId: row.org_id as OrgId, unitId: row.unit_id, credential };
}

/** The actor's role in an OU, or undefined without access (contract §1: an org admin is admin in every OU). */
export function roleInUnit(actor: UnitActor, unitId: string): Role | undefined {
  if (actor.kind === "service_account") return actor.unitId === unitId ? "editor" : undefined;
  if (actor.orgRole === "admin") return "admin";
  return Object.hasOwn(actor.ouRoles, unitId) ? actor.ouRoles[unitId] : undefined;
}

/** The product itself at work in an OU, outside any request: it reaches what a service account of that OU would. */
export function backgroundWorker(orgId: string, unitId: string): ServiceAccount {
  return serviceAccountFromRow({ org_id: orgId, unit_id: unitId, secret_id: "none" });
}
