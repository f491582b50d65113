import type { Role } from "@/lib/roles";

declare const proven: unique symbol;
/** An organization's id that a credential has proven; only mint.ts makes one. */
type OrgId = string & { readonly [proven]: "OrgId" };
/** A member's id that a credential has proven; only mint.ts makes one. */
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
