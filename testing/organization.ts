import postgres, { type PendingQuery, type Row, type Sql } from "postgres";
import { inject } from "vitest";
import { enter, type Presented } from "@/db/enter";
import { members } from "@/db/schema/members";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { type Tx, withScope, withUnit } from "@/db/scope";
import { selectUnit } from "@/db/select-unit";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { Actor, ServiceAccount, UnitActor } from "@/domain/access/actor";
import { actorFromRow, ownUnit, serviceAccountFromRow } from "@/domain/access/mint";
import { prepareEmailChange, requestEmailChange } from "@/domain/account/change-email";
import { changePassword, preparePasswordChange } from "@/domain/account/operations";
import type { ChangeEmailInput, ChangePasswordInput } from "@/domain/account/schema";
import { createMember as insertMember, preparePassword } from "@/domain/members/create-member";
import type { CreateMemberInput } from "@/domain/members/schema";
import { createOrgUnit } from "@/domain/org-units/operations";
import { createOrganization } from "@/domain/organizations/operations";
import { createSecret } from "@/domain/service-accounts/operations";
import { SECRET_LENGTH } from "@/lib/auth/session-cookie";
import { randomBase62, tokenHash } from "@/lib/auth/token";
import { provideEnv } from "@/lib/env";
import { DomainError, nullFor } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import type { Role } from "@/lib/roles";

// Importing this file points the product at the run's database (testing/setup.ts).
provideEnv({ DATABASE_URL: inject("appUrl"), NEXTAUTH_SECRET: "a key for tests, the same in every file" });

/** A pool of the test's own; `end()` it, or it ends five seconds after its last use. */
export function connect(url: string, max: number): Sql {
  return postgres(url, { max, idle_timeout: 5, onnotice: () => {} });
}

/** The same server's address at another port. */
export const onPort = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href;

let ownerConnection: Sql | undefined;

/** The database as its owner sees it, past row-level security: for asserting on what is really there. */
export function owner(): Sql {
  ownerConnection ??= connect(inject("ownerUrl"), 2);
  return ownerConnection;
}

/** A password that contract §4 allows; every organization of `makeOrganization` has it for its admin. */
export const goodPassword = "correct horse battery staple";

/** A sign-in from nowhere in particular, by a browser that nobody knows. */
export const unknownDevice = { ip: null, deviceSecret: "" };

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
  return (await withScope(admin, (tx) => createOrgUnit(tx, admin, { name }))).unitId;
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

/** Sets columns of a member that a trigger lets only the member themself change, as a fragment: owner()`column = ${value}`. */
export async function changeMember(memberId: string, change: PendingQuery<Row[]>): Promise<void> {
  await owner().begin(async (tx) => {
    await tx`select set_config('app.member_id', ${memberId}, true)`;
    await tx`update members set ${change} where org_member_id = ${memberId}`;
  });
}

/** Makes an invited member active with the password they were given, as the product never does. Returns their id. */
export async function activate(memberId: string): Promise<string> {
  await changeMember(memberId, owner()`accepted_at = now()`);
  return memberId;
}

/** Adds an active admin who signs in with `goodPassword`. */
export async function addAccount({ admin }: { admin: Actor }): Promise<{ memberId: string; email: string }> {
  const email = `${newId("mem")}@acme.test`;
  const person = { first_name: "Grace", last_name: "Hopper", email, role: "admin" as const, password: goodPassword };
  return { memberId: await activate((await createMember(admin, person)).memberId), email };
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

/** The OU as the actor's active one. Throws org_unit_access_required without access to it, as a request would. */
export async function unitOf(actor: UnitActor, unitId: string): Promise<ActiveUnit> {
  const isOwn = actor.kind === "service_account" && actor.unitId === unitId;
  const unit =
    actor.kind === "member" ? await withScope(actor, (tx) => selectUnit(tx, unitId)) : isOwn && ownUnit(actor);
  if (!unit) throw new DomainError("org_unit_access_required");
  return unit;
}

type Operated<F> = F extends (tx: Tx, ...rest: infer A) => infer R ? (...rest: A) => R : never;

/** Whether an operation's argument is the OU that it works in. */
export const isUnit = (value: unknown): value is ActiveUnit =>
  typeof value === "object" && value !== null && "unitId" in value && "role" in value;

/** Operations that take their transaction first, each called in one of its own: in its actor's scope, and in the OU's. */
export function asRequests<M extends object>(operations: M): { [K in keyof M]: Operated<M[K]> } {
  const wrapped = Object.entries(operations).map(([name, operate]) => {
    const call = (actor: Actor, ...rest: unknown[]) => {
      const work = (tx: Tx) => operate(tx, actor, ...rest);
      return isUnit(rest[0]) ? withUnit(actor, rest[0], work) : withScope(actor, work);
    };
    return [name, typeof operate === "function" ? call : operate];
  });
  return Object.fromEntries(wrapped);
}

/** An operation that computes something between two transactions, as its route runs it. */
async function inTwoSteps<I, P, R>(
  actor: Actor,
  input: I,
  prepare: (tx: Tx, actor: Actor, input: I) => Promise<() => Promise<P>>,
  act: (tx: Tx, actor: Actor, input: I, prepared: P) => Promise<R>,
): Promise<R> {
  const compute = await withScope(actor, (tx) => prepare(tx, actor, input));
  const prepared = await compute();
  return withScope(actor, (tx) => act(tx, actor, input, prepared));
}

/** Adds a member as POST /members does. */
export const createMember = (actor: Actor, input: CreateMemberInput) =>
  inTwoSteps(actor, input, preparePassword, insertMember);

/** Changes the actor's own password as PUT /me/password does. */
export const changePasswordOf = (actor: Actor, input: ChangePasswordInput) =>
  inTwoSteps(actor, input, preparePasswordChange, (tx, self, _input, change) => changePassword(tx, self, change));

/** Asks for a new address as POST /me/email does. */
export const changeEmailOf = (actor: Actor, input: ChangeEmailInput) =>
  inTwoSteps(actor, input, prepareEmailChange, requestEmailChange);

/** Whom a credential lets in, or null: a token, a session's secret, or a client id with its secret. */
export async function entering(
  presented: { token: string } | { session: string } | { clientId: string; secret: string },
) {
  const entry: Presented =
    "token" in presented
      ? { kind: "token", hash: tokenHash(presented.token) }
      : "session" in presented
        ? { kind: "session", hash: tokenHash(presented.session) }
        : { kind: "client", clientId: presented.clientId, hash: tokenHash(presented.secret) };
  const request = { presented: entry, share: "tests", locks: "nothing", isReading: false } as const;
  return enter(request, async ({ actor }) => actor).catch(nullFor("unauthorized"));
}

export type TestServiceAccount = { actor: ServiceAccount; secretId: string; clientId: string; clientSecret: string };

/** A service account of the OU, made as the product makes it, with what it signs in with. */
export async function addServiceAccount({ admin }: { admin: Actor }, unitId: string): Promise<TestServiceAccount> {
  const unit = await unitOf(admin, unitId);
  const made = (await withUnit(admin, unit, (tx) => createSecret(tx, admin, unit, { name: "Website" }))).parse();
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
