import type { PendingQuery, Row } from "postgres";
import { members } from "@/db/schema/members";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { SECRET_LENGTH } from "@/lib/auth/session-cookie";
import { randomBase62, tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import type { Role } from "@/lib/roles";
import { owner } from "./database";
import { actorOf, goodPassword } from "./organization";
import { createMember } from "./requests";

/**
 * Adds a member with an org role and OU roles straight to the tables, which saves hashing a password (25 ms), and returns
 * their actor. Nobody can sign in as them.
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

/** Sets columns that a trigger lets only the member change, given as a fragment: owner()`column = ${value}`. */
export async function changeMember(memberId: string, change: PendingQuery<Row[]>): Promise<void> {
  await owner().begin(async (tx) => {
    await tx`select set_config('app.member_id', ${memberId}, true)`;
    await tx`update members set ${change} where org_member_id = ${memberId}`;
  });
}

/** Makes an invited member active with their initial password, which the product never does. Returns their ID. */
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

/** Adds people by name, a thousand per statement, and returns their IDs in the same order. Nobody can sign in as them. */
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

/** Adds a session of the member straight to the table and returns its secret. With negative `seconds` it has expired. */
export async function addSession({ orgId, memberId }: Actor, seconds = 60): Promise<string> {
  const secret = randomBase62(SECRET_LENGTH);
  await owner()`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at)
    values (${orgId}, ${newId("ses")}, ${memberId}, ${tokenHash(secret)}, now() + make_interval(secs => ${seconds}))`;
  return secret;
}

/** How many active org admins there are. */
export const activeAdmins = async ({ orgId }: { orgId: string }): Promise<number> =>
  (await owner()`select from members where org_id = ${orgId} and role = 'admin' and status = 'active'`).length;
