import type { Role } from "@/lib/roles";
import type { Scope } from "@/lib/scopes";

declare const proven: unique symbol;
/** An organization id proven by a credential; only created in mint.ts. */
type OrgId = string & { readonly [proven]: "OrgId" };
/** A member id proven by a credential; only created in mint.ts. */
type MemberId = string & { readonly [proven]: "MemberId" };

/** The credential behind the actor: a row that can be revoked; "none" for an operator's command and for tests. */
export type Credential =
  | {
      readonly kind: "token";
      readonly id: string;
      readonly scopes: readonly Scope[];
      /** The only OU it reaches; null for no such limit. */
      readonly unitId: string | null;
    }
  | { readonly kind: "session"; readonly id: string }
  | { readonly kind: "none" };

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
  readonly credential: { readonly kind: "secret"; readonly id: string; readonly scopes: readonly Scope[] };
};

/** Whoever works in an OU. Data of the organization or a person takes an Actor, which a service account is not. */
export type UnitActor = Actor | ServiceAccount;

/** The only OU that the credential reaches: a service account's own, or the one that a token is limited to; else null. */
export function onlyUnitOf(actor: UnitActor): string | null {
  if (actor.kind === "service_account") return actor.unitId;
  return actor.credential.kind === "token" ? actor.credential.unitId : null;
}

/** The OUs in which the member is admin by their membership; an org admin needs none. */
export const administeredUnits = ({ ouRoles }: Actor): string[] =>
  Object.keys(ouRoles).filter((unitId) => ouRoles[unitId] === "admin");
