import fs from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { connectAsAdmin } from "@/db/admin-connection";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { withScope } from "@/db/scope";
import { findAccountsByEmail } from "@/db/system";
import type { Actor } from "@/domain/access/actor";
import { createOrganization } from "@/domain/organizations/operations";
import { createTokenFor } from "@/domain/tokens/create-token-for";
import { hashPassword } from "@/lib/auth/password";
import { randomBase62 } from "@/lib/auth/token";
import { appUrl } from "@/lib/env";
import { newId } from "@/lib/ids";
import { addressKey } from "@/lib/mail-address";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { textKey } from "@/lib/text-key";
import { type DemoPerson, demoAdmin, demoGuides, demoOrganization, demoPeople, demoUnits } from "./people";
import { seedLeads } from "./seed-leads";

/** A demo that has begun: its passwords, kept until `demo.json` is written, so that a killed start can be finished. */
const Begun = z.object({ passwords: z.record(z.string(), z.string()) });

// As many as are hashed at a time: more would wait for each other, and on a busy machine be refused for it.
const HASHED_AT_ONCE = 2;

function emailOf({ first, last }: { first: string; last: string }): string {
  const plain = (name: string) =>
    name
      .normalize("NFKD")
      .replace("ı", "i")
      .replace(/[^A-Za-z]/g, "")
      .toLowerCase();
  return `${plain(first)}.${plain(last)}@acme.test`;
}

async function hasOrganization(ownerUrl: string): Promise<boolean> {
  const sql = await connectAsAdmin(ownerUrl, "MIGRATION_DATABASE_URL"); // only the owner sees every organization
  try {
    return (await sql`select from organizations limit 1`).length > 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function begin(file: string): z.output<typeof Begun> {
  const known = Begun.safeParse(readJsonFile(file));
  if (known.success) return known.data;
  const people = [demoAdmin, ...demoPeople];
  const begun = { passwords: Object.fromEntries(people.map((person) => [emailOf(person), randomBase62(24)])) };
  writePrivateFile(file, JSON.stringify(begun));
  return begun;
}

async function foundOrganization(password: string): Promise<{ actor: Actor; token: string }> {
  const email = emailOf(demoAdmin);
  const find = async () => (await findAccountsByEmail(addressKey(email)))[0]?.actor;
  const made = await find();
  if (made) return { actor: made, token: (await createTokenFor(email, made.orgId)).token };
  const admin = { first_name: demoAdmin.first, last_name: demoAdmin.last, email, password };
  const { token } = await createOrganization({ name: demoOrganization, admin });
  return { actor: (await find()) as Actor, token }; // it was committed just above
}

async function memberRow(orgId: string, person: DemoPerson, password: string) {
  const { first: firstName, last: lastName, role } = person;
  const email = emailOf(person);
  const passwordHash = await hashPassword(password);
  return {
    orgId,
    orgMemberId: newId("mem"),
    firstName,
    lastName,
    email,
    emailKey: addressKey(email),
    role,
    passwordHash,
    acceptedAt: new Date(),
  };
}

/** OUs, members and memberships in one transaction, unless an earlier start got that far. No invitations: nobody is mailed. */
async function fill(actor: Actor, passwords: Record<string, string>): Promise<string> {
  const { orgId } = actor;
  const rows: Awaited<ReturnType<typeof memberRow>>[] = [];
  for (let from = 0; from < demoPeople.length; from += HASHED_AT_ONCE) {
    const some = demoPeople.slice(from, from + HASHED_AT_ONCE);
    rows.push(...(await Promise.all(some.map((person) => memberRow(orgId, person, passwords[emailOf(person)] ?? "")))));
  }
  const units = demoUnits.map((unit) => ({ ...unit, orgId, unitId: newId("unit"), nameKey: textKey(unit.name) }));
  return withScope(actor, async (tx) => {
    const present = await tx
      .select({ name: orgUnits.name, unitId: orgUnits.unitId, isDefault: orgUnits.isDefault })
      .from(orgUnits);
    const standard = present.find((unit) => unit.isDefault)?.unitId ?? "";
    if (present.length > 1) return standard;
    const idOf = new Map<string, string>([
      ["Default", standard],
      ...units.map((unit) => [unit.name, unit.unitId] as const),
    ]);
    const granted = demoPeople.flatMap(({ units: roles }, index) =>
      Object.entries(roles).map(([unit, role]) => {
        const orgMemberId = rows[index]?.orgMemberId ?? "";
        return { orgId, unitId: idOf.get(unit) ?? "", orgMemberId, role, grantedBy: actor.memberId };
      }),
    );
    await tx.insert(orgUnits).values(units);
    await tx.insert(members).values(rows);
    await tx.insert(ouMemberships).values(granted);
    return standard;
  });
}

/** What the OUs are for: their leads, events and rules. */
async function fillUnits(actor: Actor): Promise<void> {
  const units = await withScope(actor, (tx) =>
    tx.select({ name: orgUnits.name, unitId: orgUnits.unitId }).from(orgUnits).where(eq(orgUnits.orgId, actor.orgId)),
  );
  await Promise.all(units.map(({ unitId, name }) => seedLeads(actor, unitId, name)));
}

function guide(person: { first: string; last: string }, role: string, note: string, passwords: Record<string, string>) {
  const email = emailOf(person);
  return { email, password: passwords[email], role, note };
}

/**
 * Makes the demo organization in an empty embedded database and keeps its credentials in `demo.json` of the data directory
 * (mode 600). A start that was killed in between is finished by the next. Returns that file's path if it is there.
 */
export async function seedDemo(dataDirectory: string, ownerUrl: string): Promise<string | undefined> {
  const file = path.join(dataDirectory, "demo.json");
  const draft = path.join(dataDirectory, "demo.begun.json");
  if (!fs.existsSync(draft)) {
    if (await hasOrganization(ownerUrl)) return fs.existsSync(file) ? file : undefined;
  }
  const { passwords } = begin(draft);
  const email = emailOf(demoAdmin);
  const { actor, token } = await foundOrganization(passwords[email] ?? "");
  const unitId = await fill(actor, passwords);
  await fillUnits(actor);
  const guides = demoPeople.flatMap((person) => {
    const note = demoGuides[`${person.first} ${person.last}`];
    return note ? [guide(person, person.role, note, passwords)] : [];
  });
  const list = [guide(demoAdmin, "admin", "first admin of the organization", passwords), ...guides];
  const identity = { url: appUrl(), org_id: actor.orgId, unit_id: unitId, email, password: passwords[email], token };
  writePrivateFile(file, `${JSON.stringify({ ...identity, members: list }, null, 2)}\n`);
  fs.rmSync(draft);
  return file;
}
