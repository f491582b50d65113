import type { Role } from "@/lib/roles";

declare const proven: unique symbol;
/** An organization id proven by a credential; only created in this file. */
type OrgId = string & { readonly [proven]: "OrgId" };
/** A member id proven by a credential; only created in this file. */
type MemberId = string & { readonly [proven]: "MemberId" };

/** The credential behind the actor: a row that can be revoked; "none" for an operator's command and for tests. */
export type Credential = { readonly kind: "token" | "session"; readonly id: string } | { readonly kind: "none" };

/** The member that a request acts as. Everything that decides access reads this, never the input. */
export type Actor = {
  readonly kind: "member";
  readonly orgId: OrgId;
  readonly memberId: MemberId;
  readonly orgRole: Role;
  /** The OUs the member has a membership in, with the role there; empty for an org admin, who needs none. */
  readonly ouRoles: Readonly<Record<string, Role>>;
  readonly credential: Credential;
};

/** The program that a request acts as: not a member, no org role, and an editor in one OU. */
export type ServiceAccount = {
  readonly kind: "service_account";
  readonly orgId: OrgId;
  readonly unitId: string;
  readonly credential: { readonly kind: "secret"; readonly id: string };
};

/** Whoever works in an OU. Data of the organization or a person takes an Actor, which a service account is not. */
export type UnitActor = Actor | ServiceAccount;

type ProvenRow = {
  org_id: string;
  org_member_id: string;
  role: Role;
  ou_roles: Record<string, Role> | null;
  /** The id of the credential that was looked up; at most one is set. */
  token_id?: string;
  session_id?: string;
};

function credentialOf({ token_id: token, session_id: session }: ProvenRow): Credential {
  if (token) return { kind: "token", id: token };
  return session ? { kind: "session", id: session } : { kind: "none" };
}

/** The actor for a row that db/system.ts looked up by a credential or for an operator's command. */
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

/** The first admin of an organization that is about to be created. */
export function foundingActor(newOrgId: string, newMemberId: string): Actor {
  return actorFromRow({ org_id: newOrgId, org_member_id: newMemberId, role: "admin", ou_roles: null });
}

/** The service account for a row that db/system.ts looked up by client id and secret. */
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

/** The product itself working in an OU outside a request, with the reach of a service account of that OU. */
export function backgroundWorker(orgId: string, unitId: string): ServiceAccount {
  return serviceAccountFromRow({ org_id: orgId, unit_id: unitId, secret_id: "none" });
}
