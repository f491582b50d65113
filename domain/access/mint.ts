import type { Role } from "@/lib/roles";
import type { Scope } from "@/lib/scopes";
import type { ActiveUnit } from "./active-unit";
import { type Actor, type Credential, onlyUnitOf, type ServiceAccount, type UnitActor } from "./actor";
import { roleInUnit } from "./policy";

// Whoever imports this file can act as anybody, so lint/walls.mjs names its importers: the look-ups of db/, and operator.ts.

type ProvenRow = {
  org_id: string;
  org_member_id: string;
  role: Role;
  ou_roles: Record<string, Role> | null;
  /** The id of the credential that was looked up; at most one of the two is set. */
  token_id?: string;
  session_id?: string;
  /** The token's. */
  scopes?: Scope[];
  only_unit_id?: string | null;
};

function credentialOf({ token_id: token, session_id: session, scopes = [], only_unit_id }: ProvenRow): Credential {
  if (token) return { kind: "token", id: token, scopes, unitId: only_unit_id ?? null };
  return session ? { kind: "session", id: session } : { kind: "none" };
}

/** The actor of a row that was looked up by a credential or for an operator's command. */
export function actorFromRow(row: ProvenRow): Actor {
  return {
    kind: "member",
    orgId: row.org_id as Actor["orgId"],
    memberId: row.org_member_id as Actor["memberId"],
    orgRole: row.role,
    ouRoles: row.ou_roles ?? {},
    credential: credentialOf(row),
  };
}

/** The member of a row, with access to their own rows and to no OU. */
export function selfFromRow({ org_id, org_member_id }: Pick<ProvenRow, "org_id" | "org_member_id">): Actor {
  return actorFromRow({ org_id, org_member_id, role: "viewer", ou_roles: null });
}

type ProgramRow = { org_id: string; unit_id: string; secret_id: string; scopes: Scope[] };

/** The service account of a row that was looked up by a client id and secret. */
export function serviceAccountFromRow(row: ProgramRow): ServiceAccount {
  const credential = { kind: "secret", id: row.secret_id, scopes: row.scopes } as const;
  return { kind: "service_account", orgId: row.org_id as Actor["orgId"], unitId: row.unit_id, credential };
}

/** The OU of a service account or of a token that is limited to one, with the role there; null without access to it. */
export function ownUnit(actor: UnitActor): ActiveUnit | null {
  const unitId = onlyUnitOf(actor);
  const role = unitId === null ? undefined : roleInUnit(actor, unitId);
  return unitId !== null && role ? activeUnitFromRow(unitId, role) : null;
}

/** The OU that the database has made the active one, with the actor's role in it. */
export const activeUnitFromRow = (unitId: string, role: Role): ActiveUnit => ({
  unitId: unitId as ActiveUnit["unitId"],
  role,
});
