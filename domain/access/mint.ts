import type { Role } from "@/lib/roles";
import type { ActiveUnit } from "./active-unit";
import type { Actor, Credential, ServiceAccount } from "./actor";
import { SERVICE_ACCOUNT_ROLE } from "./policy";

// Whoever imports this file can act as anybody, so lint/walls.mjs names its importers: the look-ups of db/, and operator.ts.

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

/** The member of a row, reaching their own rows and no OU. */
export function selfFromRow({ org_id, org_member_id }: Pick<ProvenRow, "org_id" | "org_member_id">): Actor {
  return actorFromRow({ org_id, org_member_id, role: "viewer", ou_roles: null });
}

/** The service account of a row that was looked up by a client id and secret. */
export function serviceAccountFromRow(row: { org_id: string; unit_id: string; secret_id: string }): ServiceAccount {
  const credential = { kind: "secret", id: row.secret_id } as const;
  return { kind: "service_account", orgId: row.org_id as Actor["orgId"], unitId: row.unit_id, credential };
}

/** A service account's own OU, with its role there. */
export const ownUnit = ({ unitId }: ServiceAccount): ActiveUnit => activeUnitFromRow(unitId, SERVICE_ACCOUNT_ROLE);

/** The OU that the database has made the active one, with the actor's role in it. */
export const activeUnitFromRow = (unitId: string, role: Role): ActiveUnit => ({
  unitId: unitId as ActiveUnit["unitId"],
  role,
});
