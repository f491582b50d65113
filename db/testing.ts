import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import { createOrgUnit } from "@/domain/org-units/operations";
import { createOrganization } from "@/domain/organizations/operations";
import { createSecret } from "@/domain/service-accounts/operations";
import { type Actor, actorFromRow, type ServiceAccount, serviceAccountFromRow } from "@/lib/auth/actor";
import { resolveUnit } from "@/lib/auth/resolve-unit";
import { SECRET_LENGTH } from "@/lib/auth/session-cookie";
import { randomBase62, tokenHash } from "@/lib/auth/token";
import { provideEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import type { Role } from "@/lib/roles";
import { members } from "./schema/members";
import { ouMemberships } from "./schema/ou-memberships";
import { withScope } from "./scope";

// Importing this file points the product at the run's database (db/testing-setup.ts).
provideEnv({ DATABASE_URL: inject("appUrl"), NEXTAUTH_SECRET: "a key for tests, the same in every file" });

/** A pool of the test's own; `end()` it, or it ends five seconds after its last use. */
export function connect(url: string, max: number): Sql {
  return postgres(url, { max, idle_timeout: 5, onnotice: () => {} });
}

let ownerConnection: Sql | undefined;

/** The database as its owner sees it, past row-level security: for asserting on what is really there. */
export function owner(): Sql {
  ownerConnection ??= connect(inject("ownerUrl"), 2);
  return ownerConnection;
}

/** A password that contract §4 allows; every organization of `makeOrganization` has it for its admin. */
export const goodPassword = "correct horse battery staple";

export type TestOrganization = {
  orgId: string;
  /** The default OU. */
  unitId: string;
  admin: Actor;
  email: string;
  token: string;
};

/** A new organization with its default OU and first admin, made as the product makes it. */
export async function makeOrganization(name = "Acme"): Promise<TestOrganization> {
  const email = `${newId("mem")}@acme.test`;
  const admin = { first_name: "Ada", last_name: "Lovelace", email, password: goodPassword };
  const made = await createOrganization({ name, admin });
  const actor = await actorOf(made.org_id, made.org_member_id);
  return { orgId: made.org_id, unitId: made.unit_id, admin: actor, email, token: made.token };
}

/** Adds an OU to the organization and returns its id. */
export async function addUnit({ admin }: { admin: Actor }, name: string): Promise<string> {
  return (await createOrgUnit(admin, { name })).unitId;
}

/**
 * Adds a member with an org role and OU roles straight to the tables, which spares the hashing of a password (25 ms), and
 * returns their actor. Nobody can sign in as them.
 */
export async function addMember(
  { admin }: { admin: Actor },
  { role = "viewer", units = {}, email }: { role?: Role; units?: Record<string, Role>; email?: string } = {},
): Promise<Actor> {
  const { orgId } = admin;
  const orgMemberId = newId("mem");
  const address = email ?? `${orgMemberId}@acme.test`;
  const person = { firstName: "Grace", lastName: "Hopper", email: address, emailKey: addressKey(address) };
  await withScope(admin, async (tx) => {
    await tx.insert(members).values({ orgId, orgMemberId, ...person, role, passwordHash: "!", acceptedAt: new Date() });
    const granted = Object.entries(units).map(([unitId, ouRole]) => ({ orgId, unitId, orgMemberId, role: ouRole }));
    if (granted.length > 0) await tx.insert(ouMemberships).values(granted);
  });
  return actorOf(orgId, orgMemberId);
}

/** Makes an invited member active with the password they were given, as the product never does. Returns their id. */
export async function activate(memberId: string): Promise<string> {
  await owner().begin(async (tx) => {
    await tx`select set_config('app.member_id', ${memberId}, true)`; // a trigger lets only the member accept
    await tx`update members set accepted_at = now() where org_member_id = ${memberId}`;
  });
  return memberId;
}

export type TestPerson = { first: string; last: string; email?: string; role?: Role; createdAt?: Date };

/** Adds people by their names in one statement, in the order given, and returns their ids. Nobody can sign in as them. */
export async function addPeople({ admin }: { admin: Actor }, people: TestPerson[]): Promise<string[]> {
  const { orgId } = admin;
  const rows = people.map(({ first, last, email, role = "viewer", createdAt }) => {
    const orgMemberId = newId("mem");
    const address = email ?? `${orgMemberId}@acme.test`;
    const person = { firstName: first, lastName: last, email: address, emailKey: addressKey(address) };
    return {
      orgId,
      orgMemberId,
      ...person,
      role,
      passwordHash: "!",
      acceptedAt: new Date(),
      ...(createdAt ? { createdAt } : {}),
    };
  });
  for (let start = 0; start < rows.length; start += 1000) {
    await withScope(admin, (tx) => tx.insert(members).values(rows.slice(start, start + 1000)));
  }
  return rows.map((row) => row.orgMemberId);
}

export type TestServiceAccount = { actor: ServiceAccount; secretId: string; clientId: string; clientSecret: string };

/** A service account of the OU, made as the product makes it, with what it signs in with. */
export async function addServiceAccount({ admin }: { admin: Actor }, unitId: string): Promise<TestServiceAccount> {
  const unit = await resolveUnit(admin, unitId);
  const made = (await createSecret(admin, unit, { name: "Website" })).parse();
  const row = { org_id: admin.orgId, unit_id: unitId, secret_id: made.secret_id };
  const actor = serviceAccountFromRow(row);
  return { actor, secretId: made.secret_id, clientId: made.client_id, clientSecret: made.client_secret };
}

/** The member's actor as the next request would find it. Throws when there is no such member. */
export async function actorOf(orgId: string, orgMemberId: string): Promise<Actor> {
  const [row] = await owner()<{ role: Role; ou_roles: Record<string, Role> | null }[]>`
    select role, case when role = 'admin' then null else
        (select json_object_agg(unit_id, role) from ou_memberships where org_id = ${orgId} and org_member_id = ${orgMemberId})
      end as ou_roles
      from members where org_id = ${orgId} and org_member_id = ${orgMemberId}`;
  if (!row) throw new Error(`no member ${orgMemberId}`);
  return actorFromRow({ org_id: orgId, org_member_id: orgMemberId, ...row });
}

/** A session of the member, straight in the table; returns its secret. `seconds` may be negative: expired already. */
export async function addSession({ orgId, memberId }: Actor, seconds = 60): Promise<string> {
  const secret = randomBase62(SECRET_LENGTH);
  await owner()`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at)
    values (${orgId}, ${newId("ses")}, ${memberId}, ${tokenHash(secret)}, now() + make_interval(secs => ${seconds}))`;
  return secret;
}
