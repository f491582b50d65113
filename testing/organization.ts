import { withScope, withUnit } from "@/db/scope";
import { selectUnit } from "@/db/select-unit";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor, ServiceAccount, UnitActor } from "@/domain/access/actor";
import { actorFromRow, ownUnit, serviceAccountFromRow } from "@/domain/access/mint";
import { createOrgUnit } from "@/domain/org-units/operations";
import { createOrganization } from "@/domain/organizations/operations";
import { createServiceAccount } from "@/domain/service-accounts/operations";
import { noRequest } from "@/lib/auth/client";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/roles";
import { owner } from "./database";

/** A password that contract §4 allows. Admins of organizations by `makeOrganization` have it. */
export const goodPassword = "correct horse battery staple";

/** The client of a sign-in with an unknown address and browser. */
export const unknownDevice = { ...noRequest, deviceSecret: "" };

export type TestOrganization = {
  orgId: string;
  /** The default OU. */
  unitId: string;
  admin: Actor;
  email: string;
  token: string;
};

/** Makes a new organization with its default OU and first admin, as the product does. */
export async function makeOrganization(name = "Acme"): Promise<TestOrganization> {
  const email = `${newId("mem")}@acme.test`;
  const admin = { first_name: "Ada", last_name: "Lovelace", email, password: goodPassword };
  const made = await createOrganization({ name, admin });
  const actor = await actorOf(made.org_id, made.org_member_id);
  return { orgId: made.org_id, unitId: made.unit_id, admin: actor, email, token: made.token };
}

/** Adds an OU to the organization and returns its ID. */
export async function addUnit({ admin }: { admin: Actor }, name: string): Promise<string> {
  return (await withScope(admin, (tx) => createOrgUnit(tx, admin, { name }))).unitId;
}

/** The OU as the actor's active one. Throws org_unit_access_required without access to it, as a request would. */
export async function unitOf(actor: UnitActor, unitId: string): Promise<ActiveUnit> {
  const isOwn = actor.kind === "service_account" && actor.unitId === unitId;
  const unit =
    actor.kind === "member" ? await withScope(actor, (tx) => selectUnit(tx, unitId)) : isOwn && ownUnit(actor);
  if (!unit) throw new DomainError("org_unit_access_required");
  return unit;
}

export type TestServiceAccount = { actor: ServiceAccount; secretId: string; clientId: string; clientSecret: string };

/** Adds a service account to the OU, as the product does, and returns it with its credentials. */
export async function addServiceAccount({ admin }: { admin: Actor }, unitId: string): Promise<TestServiceAccount> {
  const unit = await unitOf(admin, unitId);
  const made = (
    await withUnit(admin, unit, (tx) => createServiceAccount(tx, admin, unit, { name: "Website" }))
  ).parse();
  const row = { org_id: admin.orgId, unit_id: unitId, secret_id: made.secret_id, scopes: made.scopes };
  const actor = serviceAccountFromRow(row);
  return { actor, secretId: made.secret_id, clientId: made.client_id, clientSecret: made.client_secret };
}

/** The member's actor as their next request would find it. Throws if there is no such member. */
export async function actorOf(orgId: string, orgMemberId: string): Promise<Actor> {
  const [row] = await owner()<{ role: Role; ou_roles: Record<string, Role> | null }[]>`
    select role, case when role = 'admin' then null else
        (select json_object_agg(unit_id, role) from ou_memberships where org_id = ${orgId} and org_member_id = ${orgMemberId})
      end as ou_roles
      from members where org_id = ${orgId} and org_member_id = ${orgMemberId}`;
  if (!row) throw new Error(`no member ${orgMemberId}`);
  return actorFromRow({ org_id: orgId, org_member_id: orgMemberId, ...row });
}
